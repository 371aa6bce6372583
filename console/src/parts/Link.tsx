import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link to another page, which is asked for when it is taken and not before: lists are full of links. */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink prefetch={false} {...props} />;
}
