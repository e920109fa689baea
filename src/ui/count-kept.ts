import type { MovedCounts } from '../localization/en/store/store-move.js';
import type { ContentKind, ContentRecord } from '../store/content/content-record.js';

/** What stays where it was: workspaces by name, everything else counted. */
export interface KeptCounts {
  /** Undefined where a name cannot be read. */
  readonly names: readonly (string | undefined)[];
  readonly others: Partial<MovedCounts>;
}

export function countKept(kept: readonly ContentRecord[]): KeptCounts {
  const count = (kind: ContentKind): number => kept.filter((record) => record.kind === kind).length;
  const publishes = count('publishes');
  return {
    names: kept.filter(({ kind }) => kind === 'workspaces').map(({ value }) => nameOf(value)),
    others: {
      publishes,
      orders: count('orders'),
      views: count('views'),
      keeps: count('keeps'),
      days: count('snapshots'),
      // What a publish gave stays with it.
      grants: publishes > 0 ? 0 : count('grants'),
    },
  };
}

/** The name of a stored workspace, which nobody has checked. */
function nameOf(value: unknown): string | undefined {
  const name = field(field(field(value, 'workspace'), 'draft'), 'name');
  return typeof name === 'string' ? name.slice(0, 120) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
