import { dirname } from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  output: "export",
  basePath: "/console",
  trailingSlash: true,
  distDir: ".export",
  reactStrictMode: true,
  // The client's types are outside this folder.
  turbopack: { root: dirname(import.meta.dirname) },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
  // `npm run build` runs tsc on all sources first.
  typescript: { ignoreBuildErrors: true },
};

export default config;
