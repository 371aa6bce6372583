// Copies the export to $ONEPROTECT_OUT, with a gzip copy of each text file and the hashes of the inline scripts of
// each page in pages.json.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const EXPORT = ".export";
const COMPRESSED = new Set([".html", ".js", ".css", ".txt", ".svg", ".json"]);
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const out = process.env.ONEPROTECT_OUT;
const pages = {};
for (const entry of readdirSync(EXPORT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const name = relative(EXPORT, source);
  const content = readFileSync(source);
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), content);
  if (COMPRESSED.has(extname(name))) writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  if (extname(name) === ".html") pages[name] = inlineScripts(content.toString());
}
writeFileSync(join(out, "pages.json"), `${JSON.stringify(pages, null, 2)}\n`);
rmSync(EXPORT, { recursive: true });

function inlineScripts(html) {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script]) =>
    createHash("sha256").update(script).digest("base64"),
  );
  return [...new Set(hashes)].map((hash) => `sha256-${hash}`).sort();
}
