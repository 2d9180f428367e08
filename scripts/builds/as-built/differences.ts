// How what is said of a build differs from what is said of its rendered output, object by object.
import type { RefusalCode } from "../../../server/src/conversions/conversion";
import type { ToldObject } from "./told";

export interface Difference {
  readonly aspect: "object" | "finding" | "verdict" | "refusal";
  readonly identity: string;
  /** In the build, and in its rendered output. */
  readonly built: string;
  readonly rendered: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly objects: number;
  readonly findings: number;
  readonly verdicts: number;
  readonly refusals: number;
  /** Conversions that are refused otherwise because a claim stays that the build changes. */
  readonly stays: number;
  /** Conversions of which a trial of the sources says otherwise than one of the output. */
  readonly doubts: readonly Doubt[];
}

/**
 * The trial of a conversion in the sources and in the output come to different ends. Both may be right: in the output the build's
 * patches, labels and names are part of the object, and with the sources they are laid over what the conversion has made. What
 * Kustomize builds of the converted sources decides.
 */
export interface Doubt {
  readonly object: ToldObject;
  readonly conversion: string;
  /** Does a trial of the sources refuse it? */
  readonly isRefused: boolean;
}

/** What only sources know: where something is written, and that patches are laid over it. */
const ofSources: ReadonlySet<RefusalCode> = new Set(["R-PATCH", "R-ALIAS", "R-TEMPLATE", "R-MANY"]);

const NOTHING = "nothing";

/**
 * @param built what is said of each object of a build
 * @param rendered the same of its rendered output
 * @param options is it the only build? Then conversions are tried as a whole
 */
export function compared(
  built: readonly ToldObject[],
  rendered: readonly ToldObject[],
  { isAlone }: { readonly isAlone: boolean },
): Comparison {
  const [ours, theirs] = [byIdentity(built), byIdentity(rendered)];
  const differences: Difference[] = [];
  const names = new Set(built.map(({ identity }) => identity.slice(identity.lastIndexOf("/") + 1)));
  let stays = 0;
  const doubts: Doubt[] = [];
  for (const [identity, object] of ours) {
    const other = theirs.get(identity);
    const differs = (aspect: Difference["aspect"], own: string, their: string) => {
      if (own !== their) differences.push({ aspect, identity, built: own, rendered: their });
    };
    if (!other) {
      differs("object", "is there", NOTHING);
      continue;
    }
    for (const [own, their] of unmatched(findingTexts(object), findingTexts(other))) differs("finding", own, their);
    differs("verdict", withoutNames(object.verdict, names), withoutNames(other.verdict, names));
    const [refusals, others] = [object, other].map(({ refusals, tried }) => (isAlone ? tried() : refusals));
    for (const conversion of new Set([...(refusals?.keys() ?? []), ...(others?.keys() ?? [])])) {
      const own = refusals?.get(conversion);
      const their = others?.get(conversion);
      if (own === their || (own && ofSources.has(own)) || (their && ofSources.has(their))) continue;
      if (object.patchedClaims) stays++;
      else if (isAlone && isTrial(own) && isTrial(their))
        doubts.push({ object, conversion, isRefused: own !== undefined });
      else differs("refusal", `${conversion}: ${own ?? NOTHING}`, `${conversion}: ${their ?? NOTHING}`);
    }
  }
  for (const [identity] of theirs) {
    if (!ours.has(identity)) differences.push({ aspect: "object", identity, built: NOTHING, rendered: "is there" });
  }
  const sum = (count: (object: ToldObject) => number) => built.reduce((total, object) => total + count(object), 0);
  return {
    differences,
    objects: built.length,
    findings: sum((object) => object.findings.length),
    verdicts: sum(({ verdict }) => (verdict === undefined ? 0 : 1)),
    refusals: sum((object) => object.refusals.size),
    stays,
    doubts,
  };
}

/** Does nothing refuse it but a trial? */
function isTrial(refusal: RefusalCode | undefined): boolean {
  return refusal === undefined || refusal === "R-RESULT";
}

/** Objects that are called the same are told apart by their order. */
function byIdentity(objects: readonly ToldObject[]): Map<string, ToldObject> {
  const found = new Map<string, ToldObject>();
  for (const object of objects) {
    let key = object.identity;
    while (found.has(key)) key += " again";
    found.set(key, object);
  }
  return found;
}

/** Which of several objects of the build is shown as evidence follows from their order, and that is another one in output. */
function withoutNames(verdict: string | undefined, names: ReadonlySet<string>): string {
  return (
    verdict?.replace(/(?:[A-Z]\w+ )?"([^"]+)"/g, (shown, name: string) => (names.has(name) ? "one" : shown)) ?? NOTHING
  );
}

function findingTexts({ findings }: ToldObject): string[] {
  return findings.map(({ rule, severity, path }) => `${severity} ${rule} at ${path}`).sort();
}

/** What stands in one list alone, in pairs as far as there are any. */
function unmatched(own: readonly string[], their: readonly string[]): (readonly [string, string])[] {
  const left = [...their];
  const mine = own.filter((text) => {
    const at = left.indexOf(text);
    if (at === -1) return true;
    left.splice(at, 1);
    return false;
  });
  return Array.from({ length: Math.max(mine.length, left.length) }, (_, index) => [
    mine[index] ?? NOTHING,
    left[index] ?? NOTHING,
  ]);
}
