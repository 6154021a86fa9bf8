// Builds the portal's assets into the folder given: hashed names, gzip and brotli beside each, manifest.json.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const into = process.argv[2] ?? join(here, "dist");

const entries = [
  { name: "portal.css", from: "src/css/portal.css" },
  { name: "portal.js", from: "src/ts/portal.ts" },
  { name: "logs.js", from: "src/ts/logs/logs.ts" },
  { name: "metrics.js", from: "src/ts/metrics/metrics.ts" },
];
const copied = [
  { name: "sprite.svg", from: "src/icons/sprite.svg" },
  { name: "favicon.svg", from: "src/icons/favicon.svg" },
];

async function bundled({ name, from }) {
  const result = await build({
    entryPoints: [join(here, from)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome123", "firefox128", "safari17.5"],
    // Kept as written: browsers that have light-dark() have nesting too.
    supported: { nesting: true },
    legalComments: "none",
    logLevel: "warning",
  });
  return { name, bytes: Buffer.from(result.outputFiles[0].contents) };
}

const minified = (text) => text.replace(/>\s+</g, "><").trim();

function hashed(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const assets = [
  ...(await Promise.all(entries.map(bundled))),
  ...copied.map(({ name, from }) => ({ name, bytes: Buffer.from(minified(readFileSync(join(here, from), "utf8"))) })),
];

rmSync(into, { recursive: true, force: true });
mkdirSync(into, { recursive: true });
const manifest = {};
for (const { name, bytes } of assets) {
  const file = hashed(name, bytes);
  manifest[name] = file;
  writeFileSync(join(into, file), bytes);
  writeFileSync(join(into, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(into, `${file}.br`), brotliCompressSync(bytes, brotli));
}
writeFileSync(join(into, "manifest.json"), JSON.stringify(manifest, null, 2));
