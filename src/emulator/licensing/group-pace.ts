import type { Random } from '../tenant/random.js';

/** How fast group-based licensing works. */
export interface GroupLicensingPace {
  /** Milliseconds from a change to the start of its processing. */
  readonly startMs: number;
  /** Milliseconds that one member takes. */
  readonly memberMs: number;
}

interface PaceRange {
  /** From and to; the seed says where between. */
  readonly startMs: readonly [number, number];
  readonly memberMs: number;
}

const minute = 60_000;
const day = 1440 * minute;

/**
 * Paces by name. `documented`: "typically, license modifications are effective within minutes". `a-day`: what
 * Microsoft asks to wait before a support case is opened.
 *
 * @see https://learn.microsoft.com/entra/fundamentals/concept-group-based-licensing
 * @see https://learn.microsoft.com/entra/identity/users/licensing-group-advanced (limitations and known issues)
 */
export const groupPaces = {
  quick: { startMs: [2000, 2000], memberMs: 5 },
  documented: { startMs: [2 * minute, 10 * minute], memberMs: 50 },
  'a-day': { startMs: [day, day], memberMs: 5 },
} as const satisfies Record<string, PaceRange>;

export type GroupPaceName = keyof typeof groupPaces;

/** The pace of one change. */
export function drawPace(pace: GroupLicensingPace | GroupPaceName, random: Random): GroupLicensingPace {
  if (typeof pace !== 'string') return pace;
  const {
    startMs: [low, high],
    memberMs,
  } = groupPaces[pace];
  return { startMs: random.integer(low, high), memberMs };
}
