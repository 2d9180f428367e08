// The entry of a claim template → a volume of the Pods, with the comments that people wrote in it.
import { insert, type Operation, remove, unwrap } from "../../yaml/edit-script";
import { type Fragment, item, mapping, taken } from "../../yaml/fragment";
import { asScalar, child, entriesOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Node, Path } from "../../yaml/tree";

/**
 * @param path the way to the template
 * @param source what the volume is made of, as an entry
 */
export function volumeFrom(
  template: Node,
  path: Path,
  source: string,
): { readonly volume: Fragment; readonly operations: readonly Operation[] } {
  const metadata = child(template, "metadata");
  const name = stringAt(metadata, "name") ?? "";
  const isBlock =
    template.type === "mapping" &&
    !template.flow &&
    template.anchor === undefined &&
    metadata?.type === "mapping" &&
    !metadata.flow &&
    metadata.anchor === undefined;
  if (!isBlock) {
    const volume = item(mapping(`name: ${quoted(name, "plain", false)}`, source));
    return { volume, operations: [remove(path)] };
  }
  const without = (node: Node | undefined, way: Path, kept: string): Operation[] =>
    entriesOf(node).flatMap(({ key }) => {
      const word = asScalar(key)?.text ?? "";
      return word === kept ? [] : remove([...way, word]);
    });
  return {
    volume: taken(path),
    operations: [
      unwrap([...path, "metadata"]),
      ...without(metadata, [...path, "metadata"], "name"),
      ...without(template, path, "metadata"),
      insert(path, "last", source),
    ],
  };
}
