// Writes the models of asyncapi.json in three languages with Modelina, each to a folder of its own.
import { readFileSync } from "node:fs";
import modelina from "@asyncapi/modelina";

const document = JSON.parse(readFileSync("asyncapi.json", "utf8"));
const typescript = { modelType: "interface", mapType: "record", rawPropertyNames: true, moduleSystem: "ESM" };
const python = { presets: [modelina.PYTHON_PYDANTIC_PRESET] };
const generators = {
  typescript: [new modelina.TypeScriptFileGenerator(typescript), { exportType: "named" }],
  python_models: [new modelina.PythonFileGenerator(python), { packageName: "python_models" }],
  java: [new modelina.JavaFileGenerator({ collectionType: "List" }), { packageName: "java" }],
};
for (const [folder, [generator, options]] of Object.entries(generators)) {
  await generator.generateToFiles(document, folder, options, true);
}
