import { findDirect, type SeenPerson, type Snapshot } from './snapshot.js';

/** Who changed something. */
export type Doer = 'us' | 'hand' | 'microsoft';

/** One thing that somebody has: a direct license, a place in a group, a plan on a group. */
export interface Held {
  readonly kind: 'license' | 'membership' | 'group-plan';
  /** The person, or for `group-plan` the group. */
  readonly id: string;
  /** The SKU, or for `membership` the group. */
  readonly of: string;
}

export interface Moved {
  readonly held: Held;
  readonly came: boolean;
}

/** Who wrote what, from the tenant's own state before and after each write: what publishes gave and nobody took since. */
export class Ledger {
  readonly #given = new Map<string, Held>();
  readonly #sent = new Set<string>();
  /** What somebody had before, and the workspaces (ids) that came to stand for it. */
  readonly #adopted = new Map<string, Set<string>>();
  /** What a publish asked for and somebody else gave, and nobody can tell which of them it is from. */
  readonly #unclear = new Set<string>();
  /** What publishes gave that need not be on record any more. */
  readonly #forgotten = new Set<string>();
  /** When somebody else gave what is there, in milliseconds. */
  readonly #givenByHand = new Map<string, number>();
  #last: Snapshot;

  constructor(now: Snapshot) {
    this.#last = now;
  }

  /** What publishes gave, and nobody took since. */
  get given(): ReadonlyMap<string, Held> {
    return this.#given;
  }

  /** What may be taken (`heldKey`): it was given by a publish, or may have been. */
  get takeable(): ReadonlySet<string> {
    return new Set([...this.#given.keys(), ...this.#unclear]);
  }

  /**
   * Notes that a publish asked for it, whatever came of that.
   *
   * @param shownUntil - until when what others gave can have been seen: what came later, nobody can tell from our own
   */
  noteSent(held: Held, shownUntil: number): void {
    const key = heldKey(held);
    this.#sent.add(key);
    if ((this.#givenByHand.get(key) ?? shownUntil) > shownUntil) this.#unclear.add(key);
  }

  /** Whether a publish ever asked for it. */
  wasSent(held: Held): boolean {
    return this.#sent.has(heldKey(held));
  }

  /** Notes that what publishes gave is worth nothing to anybody, and may stay where it is. */
  noteForgotten(held: Held): void {
    this.#forgotten.add(heldKey(held));
  }

  wasForgotten(held: Held): boolean {
    return this.#forgotten.has(heldKey(held));
  }

  wasGiven(held: Held): boolean {
    return this.#given.has(heldKey(held));
  }

  /** Notes what changed since the last time, by whom. */
  note(now: Snapshot, doerOf: (held: Held) => Doer, at: number): readonly Moved[] {
    const moved = compare(this.#last, now);
    this.#last = now;
    for (const { held, came } of moved) {
      const key = heldKey(held);
      const by = doerOf(held);
      if (came) this.#forgotten.delete(key);
      if (came && by === 'us') this.#given.set(key, held);
      else if (!came && by !== 'us') this.#given.delete(key);
      if (came && by !== 'us') this.#givenByHand.set(key, at);
      else this.#givenByHand.delete(key);
      if (!came) this.#unclear.delete(key);
    }
    return moved;
  }

  /** A workspace comes to stand for what somebody had before, or no longer does. */
  noteAdopted(held: Held, workspaceId: string, isAdopted: boolean): void {
    const key = heldKey(held);
    const adopters = this.#adopted.get(key) ?? new Set();
    if (isAdopted) {
      this.#sent.add(key);
      // What somebody took a moment ago is still shown as held where reads lag.
      if (adopters.size === 0 && (this.#given.has(key) || !isThere(this.#last, held))) return;
      adopters.add(workspaceId);
      this.#adopted.set(key, adopters);
      this.#given.set(key, held);
    } else if (adopters.delete(workspaceId) && adopters.size === 0) this.#given.delete(key);
  }

  /** It is nobody's any more: taken, or given without standing for any workspace. */
  forget(held: Held): void {
    this.#given.delete(heldKey(held));
  }
}

export function heldKey({ kind, id, of }: Held): string {
  return `${kind} ${id} ${of}`;
}

function compare(before: Snapshot, now: Snapshot): Moved[] {
  const moved: Moved[] = [];
  for (const id of new Set([...before.people.keys(), ...now.people.keys()])) {
    const [was, is] = [listDirect(before.people.get(id)), listDirect(now.people.get(id))];
    moved.push(
      ...difference(was, is).map(({ of, came }) => ({ held: { kind: 'license', id, of }, came }) as const),
    );
  }
  for (const id of new Set([...before.groups.keys(), ...now.groups.keys()])) {
    const [was, is] = [before.groups.get(id), now.groups.get(id)];
    for (const { of: userId, came } of difference(was?.members, is?.members))
      moved.push({ held: { kind: 'membership', id: userId, of: id }, came });
    for (const { of, came } of difference(was?.skuIds, is?.skuIds))
      moved.push({ held: { kind: 'group-plan', id, of }, came });
  }
  return moved;
}

function listDirect(person: SeenPerson | undefined): ReadonlySet<string> {
  const skuIds = person?.licenses.map(({ skuId }) => skuId) ?? [];
  return new Set(skuIds.filter((skuId) => findDirect(person, skuId)));
}

const none: ReadonlySet<string> = new Set();

function difference(was = none, is = none): { readonly of: string; readonly came: boolean }[] {
  return [
    ...[...is].filter((of) => !was.has(of)).map((of) => ({ of, came: true })),
    ...[...was].filter((of) => !is.has(of)).map((of) => ({ of, came: false })),
  ];
}

function isThere({ people }: Snapshot, { kind, id, of }: Held): boolean {
  return kind === 'license' && findDirect(people.get(id), of) !== undefined;
}
