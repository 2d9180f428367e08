// Long texts made of one piece: what makes patterns that go back, and loops in loops, run for ever.

/** Each stands for a repetition that some pattern or loop of the code looks for. */
const pieces: readonly string[] = [
  ...String.raw`\ ' " - / a a- -0 0 1. . {{ {% $( < > # #a , : [ ( { ) }} \" '' = a= @ _ _a ? * & ! % ~ ^ | :># 1, a. a-1. a-0-`.split(
    " ",
  ),
  ..." \t\n\r\u2028\ufeffé",
  ..."{{ |# |, |: |- |? |a: |a b |a; |1 |\\ ".split("|"),
  "${",
  " \n",
  "\t\r\n",
  "a\n",
  "| ",
  "while ",
  "while [ ",
  "rake ",
  "/rake ",
  "etl_",
  "train-a",
  "/gpu",
  "csi-",
  "/otel",
  "collector",
  "server /",
  "kind ",
  "apiVersion ",
  "services ",
  "kubectl ",
  "deployment/web ",
  'deployment="',
  "kube_deployment_a{",
  "hostname|",
  "claim ",
];

/** Each piece again and again: behind something, and before something that fits nothing. */
export function bait(length: number): string[] {
  return pieces.flatMap((piece) => {
    const run = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    return [`a${run}`, `${run}\u0001x`];
  });
}
