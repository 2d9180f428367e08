// What is said of those who share a claim.

export const messages: Readonly<Record<"attached" | "unknown" | "one-node", (users: string, claim: string) => string>> =
  {
    attached: (users, claim) =>
      `${users} the ReadWriteOnce claim "${claim}" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`,
    unknown: (users, claim) =>
      `${users} claim "${claim}" too: if it is ReadWriteOnce, on two nodes one waits. Check its access mode.`,
    "one-node": (users, claim) =>
      `${users} claim "${claim}" too: both run on one node and share one directory. Make sure that they can.`,
  };
