/** Two apps (service plan ids) or plans (SKU ids) that Graph refused to let one person hold. Never about a person. */
export interface RefusedPair {
  /** Sorted. */
  readonly ids: readonly [string, string];
  /** The day on which Graph said so last, ISO 8601 (`2026-11-23`), UTC. */
  readonly on: string;
}
