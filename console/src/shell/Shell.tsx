"use client";

import { ActionIcon, Button, Kbd, Popover, Text, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure, useHotkeys, useNetwork } from "@mantine/hooks";
import { IconChevronDown, IconKeyboard, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useSession, useSignOut } from "@/api/session";
import { words } from "@/parts/Badge";
import { useKeys } from "@/parts/keys";
import { Link } from "@/parts/Link";
import { Notices } from "@/parts/notices";
import { Trouble } from "@/parts/Trouble";
import classes from "./Shell.module.css";

const Palette = dynamic(() => import("./Palette").then(({ Palette }) => Palette), { ssr: false });
const Keys = dynamic(() => import("./Keys").then(({ Keys }) => Keys), { ssr: false });

/** The frame of every page: where one can go, who one is, and whether there is a connection. */
export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  const { online } = useNetwork();
  const [palette, setPalette] = useState(0);
  const [keysOpened, keys] = useDisclosure(false);
  const openPalette = () => setPalette((count) => count + 1);
  // What is typed right after the keys must not wait for the palette to be fetched.
  useEffect(() => {
    const idle = setTimeout(() => void import("./Palette"), 3000);
    return () => clearTimeout(idle);
  }, []);
  useHotkeys([["mod+K", openPalette]], []);
  useKeys([
    ["?", keys.open],
    ["shift+?", keys.open],
  ]);

  const pages = [
    ["/", "Overview"],
    ["/tickets/", "Tickets"],
    ["/alerts/", "Alerts"],
    ...(session.me.permissions.includes("audit:read") ? [["/audit/", "Audit"] as const] : []),
  ] as const;
  const pathname = usePathname();

  return (
    <>
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <header className={classes.header}>
        <span className={classes.name}>OneProtect</span>
        <nav aria-label="Pages" style={{ display: "flex", gap: 2, flex: 1 }}>
          {pages.map(([href, label]) => (
            <Link key={href} href={href} className={classes.link} aria-current={pathname === href ? "page" : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <Button size="compact-sm" variant="default" leftSection={<IconSearch size={14} />} onClick={openPalette}>
          Go to
          <Kbd size="xs" className={classes.key}>
            Ctrl K
          </Kbd>
        </Button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={keys.open}
        >
          <IconKeyboard size={18} />
        </ActionIcon>
        <SchemeSwitch />
        <Who />
      </header>
      {!online && (
        <div className={classes.banner} role="status">
          You are offline. What you see may be old; nothing can be saved until the connection is back.
        </div>
      )}
      <Notices />
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      {palette > 0 && <Palette asked={palette} />}
      {keysOpened && <Keys onClose={keys.close} />}
    </>
  );
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`Use ${other} colours`}
      title={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {scheme === "dark" ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}

function Who() {
  const { me } = useSession();
  const signOut = useSignOut();
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />}>
          {me.principal.display_name}
          <Text size="xs" c="dimmed" ml={6} className={classes.role}>
            {me.roles.map(words).join(", ")} in {me.tenant.name}
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Button size="xs" variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
        {signOut.error && <Trouble error={signOut.error} />}
      </Popover.Dropdown>
    </Popover>
  );
}
