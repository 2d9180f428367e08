// The questions that conversions leave open, as `--choose NAME=VALUE` answers them.

/** Without an answer a conversion takes the careful way, and its consequence names the choice. */
export const knownChoices: Readonly<Record<string, readonly string[]>> = {
  "data-source": ["keep"],
  paused: ["partition", "OnDelete"],
  "shared-claim": ["move"],
  "update-strategy": ["OnDelete", "Recreate"],
};
