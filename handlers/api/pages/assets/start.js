"use strict";
// Everything that Scalar would ask of, or link to, a service elsewhere is off.
Scalar.createApiReference("#reference", {
  url: "/docs/reference.json",
  theme: "default",
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  proxyUrl: "",
  externalUrls: { dashboardUrl: "", registryUrl: "", proxyUrl: "", apiBaseUrl: "" },
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "none",
  // A token stays in the page's memory and goes with the tab.
  persistAuth: false,
  authentication: { preferredSecurityScheme: "bearerAuth" },
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  defaultOpenAllTags: true,
  // The pages of the problems link to these places.
  generateOperationSlug: (operation) => operation.operationId,
});
