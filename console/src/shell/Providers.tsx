"use client";

import { Alert, type CSSVariablesResolver, createTheme, MantineProvider, Modal, Portal } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, Suspense, useState } from "react";
import { isTransient } from "@/api/client";
import { Gate } from "./Gate";

const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  components: {
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" } } }),
    // Overlays belong to the main landmark, for users who navigate by landmarks.
    Portal: Portal.extend({ defaultProps: { target: "#main" } }),
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      // Leaves room for the focus ring of the first element.
      styles: { body: { paddingTop: 4 } },
    }),
  },
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
});

// Mantine's own colours have too little contrast (WCAG 2.2, 1.4.3).
const contrastColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#495057",
    "--mantine-color-placeholder": "#5f666d",
    "--mantine-color-error": "#c92a2a",
  },
  dark: {
    "--mantine-color-dimmed": "#b4bac0",
    "--mantine-color-placeholder": "#a3a9af",
    "--mantine-color-error": "#ffa8a8",
  },
});

/** The context of every page: theme, queries, URL state and session. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // A query that waits for the network would show nothing; one that fails shows an error and a way to retry.
          queries: { networkMode: "always", retry: (count, error) => count < 1 && isTransient(error), retryDelay: 500 },
          mutations: { networkMode: "always", retry: false },
        },
      }),
  );
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={contrastColors}>
      <QueryClientProvider client={client}>
        <Suspense>
          <NuqsAdapter>
            <Gate>{children}</Gate>
          </NuqsAdapter>
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
