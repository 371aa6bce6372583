import { dirname } from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  output: "export",
  basePath: "/console",
  trailingSlash: true,
  distDir: ".export",
  reactStrictMode: true,
  // The types of the client lie beside this folder.
  turbopack: { root: dirname(import.meta.dirname) },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
  // `npm run build` runs tsc over all of it before.
  typescript: { ignoreBuildErrors: true },
};

export default config;
