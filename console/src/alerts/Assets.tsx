import type { Alert } from "@oneprotect/ticketing-client";
import { words } from "@/parts/Badge";
import { Text } from "@/parts/Text";
import classes from "./Alerts.module.css";

type Asset = Alert["assets"][number];

// Each pair of roles is shown in its direction.
const DIRECTIONS = [
  ["source", "destination"],
  ["actor", "target"],
] as const;

/** The assets of an alert by their roles: who connected to what, and who acted on what. */
export function Assets({ assets }: { assets: readonly Asset[] }) {
  if (assets.length === 0) return null;
  return (
    <section aria-labelledby="assets">
      <h3 id="assets">Assets</h3>
      <ul className={classes.things} aria-labelledby="assets">
        {DIRECTIONS.map(([from, to]) => (
          <Direction
            key={from}
            from={assets.filter(({ role }) => role === from)}
            to={assets.filter(({ role }) => role === to)}
          />
        ))}
        {assets
          .filter(({ role }) => role === undefined)
          .map((asset, index) => (
            <li key={index}>
              <AssetValue asset={asset} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function Direction({ from, to }: { from: readonly Asset[]; to: readonly Asset[] }) {
  if (from.length + to.length === 0) return null;
  return (
    <li className={classes.direction}>
      {from.map((asset, index) => (
        <AssetValue key={index} asset={asset} />
      ))}
      {from.length > 0 && to.length > 0 && <span aria-hidden="true">→</span>}
      {to.map((asset, index) => (
        <AssetValue key={index} asset={asset} />
      ))}
    </li>
  );
}

function AssetValue({ asset: { type, value, role } }: { asset: Asset }) {
  return (
    <span>
      <span className={classes.label}>
        {role && `${words(role)}: `}
        {words(type)}
      </span>{" "}
      <Text>{value}</Text>
    </span>
  );
}
