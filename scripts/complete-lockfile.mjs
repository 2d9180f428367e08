// npm run complete:lockfile, after `npm install` from a registry that does not carry every package for other platforms: npm leaves those out
// of package-lock.json, and `npm ci` then refuses the file, everywhere. Adds them, as npm would write them but without their checksums.
import * as fs from "node:fs";
import * as path from "node:path";

const file = path.resolve(import.meta.dirname, "../package-lock.json");
const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

const lockfile = JSON.parse(fs.readFileSync(file, "utf8"));
/** @type {Record<string, any>} */
const packages = lockfile.packages;
const missing = Object.values(packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name]) => packages[`node_modules/${name}`] === undefined)
    .map(([name, version]) => ({ name, version, owner })),
);
for (const { name, version, owner } of missing) {
  packages[`node_modules/${name}`] = entry(name, version, sibling(owner));
  console.log(`added ${name}@${version}`);
}
if (missing.length > 0) {
  // npm's own order, so that its next write changes nothing.
  lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  fs.writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
}
console.log(`${missing.length} added`);

/** The same program for a platform that the registry does carry. */
function sibling(owner) {
  const present = Object.keys(owner.optionalDependencies)
    .map((name) => packages[`node_modules/${name}`])
    .find((candidate) => candidate?.os !== undefined && candidate.cpu !== undefined);
  if (present === undefined)
    throw new Error(`nothing to go by for the optional packages of ${owner.name ?? "a package"}`);
  return present;
}

/** What the platform is stands in the name, such as `@oxc-parser/binding-linux-arm64-musl`. */
function entry(name, version, { dev, license, engines }) {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`${name} does not say which platform it is for`);
  if (!/^\d/.test(version)) throw new Error(`${name}: ${version} is no version`);
  const abi = words.at(-1);
  const libc = abi.startsWith("musl") ? "musl" : abi.startsWith("gnu") ? "glibc" : undefined;
  return {
    version,
    cpu: [cpu],
    ...(dev === true ? { dev } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    ...(license === undefined ? {} : { license }),
    optional: true,
    os: [os],
    ...(engines === undefined ? {} : { engines }),
  };
}
