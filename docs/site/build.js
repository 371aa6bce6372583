// Writes the Scalar script that /docs serves to the folder $ONEPROTECT_OUT. It is self-contained: the page loads nothing else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const out = process.env.ONEPROTECT_OUT;
const scalar = "node_modules/@scalar/api-reference";
const script = readFileSync(join(scalar, "dist/browser/standalone.js"), "utf8")
  // The source map is four times as large as the script and is not served, so drop the reference to it.
  .replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");

writeFileSync(join(out, "scalar.js"), script);
writeFileSync(join(out, "scalar.js.gz"), gzipSync(script, { level: 9 }));
