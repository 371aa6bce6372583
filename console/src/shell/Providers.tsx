"use client";

import { Alert, type CSSVariablesResolver, createTheme, MantineProvider, Modal, Portal } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, Suspense, useState } from "react";
import { isPassing } from "@/api/client";
import { Gate } from "./Gate";

const theme = createTheme({
  primaryColor: "blue",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  components: {
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" } } }),
    // Whatever lies over the page is a part of its content, for those who go by landmarks.
    Portal: Portal.extend({ defaultProps: { target: "#main" } }),
    Modal: Modal.extend({
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      // Room for the ring around what has the focus first.
      styles: { body: { paddingTop: 4 } },
    }),
  },
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
});

// Mantine's own are too pale to be read by everybody (WCAG 2.2, 1.4.3).
const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#495057", "--mantine-color-placeholder": "#5f666d" },
  dark: { "--mantine-color-dimmed": "#b4bac0", "--mantine-color-placeholder": "#a3a9af" },
});

/** What every page stands on: theme, queries, the URL's state, and the gate. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // A query that waits for the network shows nothing: one that fails says so, and offers to try again.
          queries: { networkMode: "always", retry: (count, error) => count < 1 && isPassing(error), retryDelay: 500 },
          mutations: { networkMode: "always", retry: false },
        },
      }),
  );
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={readable}>
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
