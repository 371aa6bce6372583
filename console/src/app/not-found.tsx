"use client";

import { EmptyState } from "@/parts/EmptyState";
import { Link } from "@/parts/Link";

export default function NotFound() {
  return (
    <EmptyState title="Page not found" isPage>
      <Link href="/">Go to overview</Link>
    </EmptyState>
  );
}
