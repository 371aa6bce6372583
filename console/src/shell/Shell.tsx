"use client";

import { ActionIcon, Button, Kbd, Popover, Text, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure, useHotkeys, useNetwork } from "@mantine/hooks";
import { IconChevronDown, IconKeyboard, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { useSession, useSignOut } from "@/api/session";
import { words } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useKeys } from "@/parts/keys";
import { Link } from "@/parts/Link";
import { Notices } from "@/parts/notices";
import classes from "./Shell.module.css";

const Palette = dynamic(() => import("./Palette").then(({ Palette }) => Palette), { ssr: false });
const Shortcuts = dynamic(() => import("./Shortcuts").then(({ Shortcuts }) => Shortcuts), { ssr: false });

/** The frame of every page: navigation, user menu and connection state. */
export function Shell({ children }: { children: ReactNode }) {
  const session = useSession();
  const { online } = useNetwork();
  const [paletteCount, setPaletteCount] = useState(0);
  const [shortcutsOpened, shortcuts] = useDisclosure(false);
  const openPalette = () => setPaletteCount((count) => count + 1);
  // Loaded ahead of use, so that typing right after the shortcut is not lost.
  useEffect(() => {
    const idle = setTimeout(() => void import("./Palette"), 3000);
    return () => clearTimeout(idle);
  }, []);
  useHotkeys([["mod+K", openPalette]], []);
  useKeys([
    ["?", shortcuts.open],
    ["shift+?", shortcuts.open],
  ]);

  const pages = [
    ["/", "Overview"],
    ["/tickets/", "Tickets"],
    ["/alerts/", "Alerts"],
    ...(session.me.permissions.includes("audit:read") ? [["/audit/", "Audit log"] as const] : []),
  ] as const;
  const pathname = usePathname();

  return (
    <>
      <a href="#main" className="skip">
        Skip to content
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
          onClick={shortcuts.open}
        >
          <IconKeyboard size={18} />
        </ActionIcon>
        <ThemeSwitch />
        <UserMenu />
      </header>
      {!online && (
        <div className={classes.banner} role="status">
          You are offline. This page may be out of date, and changes cannot be saved until you reconnect.
        </div>
      )}
      <Notices />
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      {paletteCount > 0 && <Palette openCount={paletteCount} />}
      {shortcutsOpened && <Shortcuts onClose={shortcuts.close} />}
    </>
  );
}

function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`Switch to ${other} theme`}
      title={`Switch to ${other} theme`}
      onClick={() => setColorScheme(other)}
    >
      {scheme === "dark" ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}

function UserMenu() {
  const { me } = useSession();
  const signOut = useSignOut();
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />}>
          <bdi>{me.principal.display_name}</bdi>
          <Text size="xs" c="dimmed" ml={6} className={classes.role}>
            {me.roles.map(words).join(", ")} · {me.tenant.name}
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Button size="xs" variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          Sign out
        </Button>
        {signOut.error && <ErrorAlert error={signOut.error} />}
      </Popover.Dropdown>
    </Popover>
  );
}
