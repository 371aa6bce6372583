import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link to another page that is not prefetched, since lists contain many links. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink prefetch={false} {...props} />;
}
