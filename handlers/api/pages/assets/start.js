"use strict";
// Turn off everything in Scalar that calls or links to an external service.
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
  // Keep tokens in memory only: they are gone when the tab is closed.
  persistAuth: false,
  authentication: { preferredSecurityScheme: "bearerAuth" },
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
  defaultOpenAllTags: true,
  // The problem pages link to these anchors.
  generateOperationSlug: (operation) => operation.operationId,
});
