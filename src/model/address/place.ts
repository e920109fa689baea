/** The parts of the console, in their order; the names are in addresses. */
export const consoleTabs = ['start', 'workspaces', 'subscribe', 'users', 'usage', 'activity'] as const;
export type ConsoleTab = (typeof consoleTabs)[number];

/** An address inside our screens. What is not there is not open. */
export interface Place {
  readonly tab: ConsoleTab;
  readonly workspaceId?: string;
  readonly publishId?: string;
  readonly userId?: string;
  readonly findingId?: string;
}

/** What each id is called in the text, in the order in which they stand there. */
const names = {
  workspaceId: 'workspace',
  publishId: 'publish',
  userId: 'user',
  findingId: 'finding',
} as const satisfies Partial<Record<keyof Place, string>>;
const ids = Object.keys(names) as (keyof typeof names)[];

/**
 * A place as a short text, e.g. `users/user/4f0c…`. It holds nothing but `A–Z a–z 0–9 - _ ~ /` and so stands in a query, a
 * hash or a path as it is. Equal places have equal texts.
 */
export function placeToText(place: Place): string {
  const pairs = ids.flatMap((id) => {
    const value = place[id];
    return value ? [names[id], escapeId(value)] : [];
  });
  return [place.tab, ...pairs].join('/');
}

/** The place that a text names; undefined for any text that is not that of a place. */
export function placeFromText(text: string | null | undefined): Place | undefined {
  const [tab, ...pairs] = (text ?? '').split('/');
  if (!isConsoleTab(tab)) return undefined;
  const place: { -readonly [Key in keyof Place]: Place[Key] } = { tab };
  for (const id of ids) {
    const at = pairs.findIndex((piece, index) => index % 2 === 0 && piece === names[id]);
    const value = unescapeId(pairs[at + 1]);
    if (at >= 0 && value) place[id] = value;
  }
  // Whatever is missing now, stood elsewhere or was written otherwise was no text of ours.
  return placeToText(place) === text ? place : undefined;
}

export function isSamePlace(one: Place, other: Place): boolean {
  return placeToText(one) === placeToText(other);
}

/** Whether something that a script of the page made can be a place. */
export function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Partial<Record<string, unknown>>;
  return isConsoleTab(place['tab']) && ids.every((id) => ['undefined', 'string'].includes(typeof place[id]));
}

function isConsoleTab(text: unknown): text is ConsoleTab {
  return consoleTabs.some((tab) => tab === text);
}

/** Bytes instead of `encodeURIComponent`: an address that is decoded once too often stays the same, and no id is refused. */
function escapeId(id: string): string {
  return [...new TextEncoder().encode(id)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w-]/.test(character) ? character : `~${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}

function unescapeId(text: string | undefined): string | undefined {
  if (!text || !/^(?:[\w-]|~[\da-f]{2})+$/.test(text)) return undefined;
  const bytes = text
    .match(/~..|./g)
    ?.map((piece) => (piece.length > 1 ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0)));
  // What is no UTF-8 becomes a replacement character, which is written otherwise.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes ?? []));
}
