// Judges an AsyncAPI document by the reference parser; whatever it has to say, a hint too, is printed and red.
import { readFile } from "node:fs/promises";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";

const [path] = process.argv.slice(2);
// The contract is of AsyncAPI 3.0, which consumers' tools read; this rule asks for whatever is newest.
const parser = new Parser({ ruleset: { rules: { "asyncapi-latest-version": "off" } } });
const { document, diagnostics } = await parser.parse(await readFile(path, "utf8"), { source: path });
for (const { severity, code, path: where, range, message } of diagnostics) {
  console.error(`${path}:${range.start.line + 1} ${DiagnosticSeverity[severity]} ${code} #/${where.join("/")}: ${message}`);
}
console.log(`${path}: ${diagnostics.length} problems, ${document?.operations().length ?? 0} operations`);
process.exitCode = document !== undefined && diagnostics.length === 0 ? 0 : 1;
