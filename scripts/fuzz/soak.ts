// Whether the server gives back what is gone: texts that change all the time and files that come and go, in a small heap.

import { Choices } from "../../test/support/choices";
import { companion } from "../../test/support/history-generator/companions";
import { printed } from "../../test/support/history-generator/manifest";
import { workload } from "../../test/support/history-generator/workload";
import { Session } from "./session";

/** Megabytes: several times what the server needs for one text, and a part of what all of them would take. */
const HEAP = 32;
const ROUNDS = 150;
/** Every so many rounds all is looked at: what nobody asks for may be put off. */
const ASKED = 5;
const DOCUMENTS = 25;

/** @returns what went wrong, in words; undefined where the server lives on */
export async function soakFault(server: string): Promise<string | undefined> {
  const files = [{ path: "ws/large.yaml", text: largeText(0) }];
  const start = { files, folders: ["ws"], settings: { scope: "workspace" } };
  const session = await Session.start(start, server, HEAP);
  try {
    await session.take({ event: "open", path: "ws/large.yaml", language: "yaml" });
    for (let round = 1; round <= ROUNDS && session.fault === undefined; round++) {
      const name = `ws/round-${round}.yaml`;
      await session.take({ event: "change", path: "ws/large.yaml", text: largeText(round), how: "whole" });
      await session.take({ event: "write", path: name, text: largeText(round) });
      await session.take({ event: "tell", how: "together" });
      if (round % ASKED === 0) await session.view();
      await session.take({ event: "remove", path: name });
      await session.take({ event: "tell", how: "together" });
    }
    await session.view();
    return session.fault;
  } finally {
    await session.stop();
  }
}

/** Each round another text throughout. */
function largeText(round: number): string {
  const choices = Choices.seeded(1, 4000);
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => {
    const owner = `app-${round}-${index}`;
    return printed(choices, index % 2 === 0 ? workload(choices, owner) : companion(choices, owner));
  });
  return documents.join("---\n");
}
