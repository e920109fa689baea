import type { ResourceLocation } from '../../services/connectors.js';

/** What to do about the connectors, the worst first. */
export type ConnectorAdvice =
  /** Nobody answers for the location. */
  | { readonly kind: 'down'; readonly location: string }
  /** One answers, and `inactive` ones that could take over do not; without any, a second one was never installed. */
  | { readonly kind: 'no-spare'; readonly location: string; readonly inactive: readonly string[] }
  /** Enough answer; these do not. */
  | { readonly kind: 'inactive'; readonly location: string; readonly inactive: readonly string[] }
  /** All connectors stand in one place. */
  | { readonly kind: 'one-location'; readonly location: string };

const severity: readonly ConnectorAdvice['kind'][] = ['down', 'no-spare', 'inactive', 'one-location'];

/** Judges the locations: two active connectors in each, and more than one location, keep sign-in working. */
export function adviseOnConnectors(locations: readonly ResourceLocation[]): readonly ConnectorAdvice[] {
  const advice = locations.flatMap((location) => adviseOnLocation(location) ?? []);
  const served = locations.filter(({ connectors }) => connectors.length > 0);
  const [only] = served;
  if (only && served.length === 1) advice.push({ kind: 'one-location', location: only.name });
  return advice.sort((a, b) => severity.indexOf(a.kind) - severity.indexOf(b.kind));
}

export function countActive({ connectors }: ResourceLocation): number {
  return connectors.filter(({ active }) => active).length;
}

function adviseOnLocation(location: ResourceLocation): ConnectorAdvice | undefined {
  const { name, connectors } = location;
  const active = countActive(location);
  const inactive = connectors.filter((connector) => !connector.active).map(({ machineName }) => machineName);
  if (active === 0) return { kind: 'down', location: name };
  if (active === 1) return { kind: 'no-spare', location: name, inactive };
  return inactive.length > 0 ? { kind: 'inactive', location: name, inactive } : undefined;
}
