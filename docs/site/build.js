// Writes what /docs serves of Scalar into the folder $ONEPROTECT_OUT: one script, whole, for a page that asks nobody else.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const out = process.env.ONEPROTECT_OUT;
const scalar = "node_modules/@scalar/api-reference";
const script = readFileSync(join(scalar, "dist/browser/standalone.js"), "utf8")
  // The source map is four times the script; without this line nobody asks for it.
  .replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");

writeFileSync(join(out, "scalar.js"), script);
writeFileSync(join(out, "scalar.js.gz"), gzipSync(script, { level: 9 }));
