"use client";

import { Link } from "@/parts/Link";
import { Nothing } from "@/parts/Nothing";

export default function NotFound() {
  return (
    <Nothing title="There is no such page" isPage>
      <Link href="/">Overview</Link>
    </Nothing>
  );
}
