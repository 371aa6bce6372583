// Bundles client.ts of the working folder into client.mjs.
import { buildSync } from "esbuild";

// Packages in CommonJS call `require`, which a module does not have.
const require = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

buildSync({
  entryPoints: ["client.ts"],
  outfile: "client.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  banner: { js: require },
  logLevel: "error",
});
