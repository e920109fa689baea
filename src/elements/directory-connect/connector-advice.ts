import type { ConnectorPurpose, ResourceLocation } from '../../model/connector.js';

/** Which location an advice is about, and what stops there. */
interface About {
  readonly location: string;
  readonly purpose: ConnectorPurpose;
}

/** What to do about the connectors, the worst first. */
export type ConnectorAdvice =
  /** Nobody answers for the location. */
  | (About & { readonly kind: 'down' })
  /** One answers, and `inactive` ones that could take over do not; without any, a second one was never installed. */
  | (About & { readonly kind: 'no-spare'; readonly inactive: readonly string[] })
  /** Enough answer; these do not. */
  | (About & { readonly kind: 'inactive'; readonly inactive: readonly string[] })
  /** All connectors of a purpose stand in one place. */
  | (About & { readonly kind: 'one-location' });

const severity: readonly ConnectorAdvice['kind'][] = ['down', 'no-spare', 'inactive', 'one-location'];

/** Judges the locations: two active connectors in each, and more than one location, keep sign-in working. */
export function adviseOnConnectors(locations: readonly ResourceLocation[]): readonly ConnectorAdvice[] {
  const advice = locations.flatMap((location) => adviseOnLocation(location) ?? []);
  for (const purpose of ['sign-in', 'synchronization'] as const) {
    const serving = locations.filter(
      (location) => location.connectors.length > 0 && purposeOf(location) === purpose,
    );
    const [only] = serving;
    if (only && serving.length === 1) advice.push({ kind: 'one-location', location: only.name, purpose });
  }
  return advice.sort((a, b) => severity.indexOf(a.kind) - severity.indexOf(b.kind));
}

export function purposeOf({ purpose = 'sign-in' }: ResourceLocation): ConnectorPurpose {
  return purpose;
}

export function countActive({ connectors }: ResourceLocation): number {
  return connectors.filter(({ active }) => active).length;
}

function adviseOnLocation(location: ResourceLocation): ConnectorAdvice | undefined {
  const { name, connectors } = location;
  const about = { location: name, purpose: purposeOf(location) };
  const active = countActive(location);
  const inactive = connectors.filter((connector) => !connector.active).map(({ machineName }) => machineName);
  if (active === 0) return { kind: 'down', ...about };
  if (active === 1) return { kind: 'no-spare', ...about, inactive };
  return inactive.length > 0 ? { kind: 'inactive', ...about, inactive } : undefined;
}
