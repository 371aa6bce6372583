// Checks an AsyncAPI document with the reference parser. Every diagnostic is printed and fails the check, even a hint.
import { readFile } from "node:fs/promises";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";

const [path] = process.argv.slice(2);
// The contract uses AsyncAPI 3.0, which tools of consumers support; this rule demands the newest version.
const parser = new Parser({ ruleset: { rules: { "asyncapi-latest-version": "off" } } });
const { document, diagnostics } = await parser.parse(await readFile(path, "utf8"), { source: path });
for (const { severity, code, path: steps, range, message } of diagnostics) {
  console.error(`${path}:${range.start.line + 1} ${DiagnosticSeverity[severity]} ${code} #/${steps.join("/")}: ${message}`);
}
console.log(`${path}: ${diagnostics.length} problems, ${document?.operations().length ?? 0} operations`);
process.exitCode = document !== undefined && diagnostics.length === 0 ? 0 : 1;
