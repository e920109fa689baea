import type { Review } from '../../../src/publishing/review/review.js';
import { judgeClaim } from '../judges/claims.js';
import { InFlight } from '../judges/in-flight.js';
import { judgeTaken } from '../judges/taken.js';
import type { Doer, Held, Moved } from './ledger.js';
import type { Snapshot } from './snapshot.js';
import type { CampaignWorld, Tab } from './world.js';
import { listWrites, type SeenWrite } from './writes.js';

/** For so long what was sent may take effect after its connection broke, in milliseconds. */
const lateMs = 100_000;

/** A publish as the wire sees it. */
export interface PublishSeen {
  readonly review: Review;
  readonly before: Snapshot;
  /** How many license writes took effect, by person. */
  readonly licenseWrites: Map<string, number>;
  /** People for whom anything took effect. */
  readonly touched: Set<string>;
}

/** Between the pipelines and the tenant: sees every write before and after it takes effect. */
export class Wire {
  readonly #world: CampaignWorld;
  readonly #inFlight: InFlight;
  /** Requests that may still take effect, with what they are part of. */
  readonly #sending = new Set<{ readonly seen: PublishSeen | undefined }>();

  constructor(world: CampaignWorld) {
    this.#world = world;
    this.#inFlight = new InFlight(world);
  }

  async send(tab: Tab, request: Request): Promise<Response> {
    const { emulator } = this.#world;
    const writes = await listWrites(request);
    if (isCaptive(tab)) {
      // Whoever asked cannot know that it did not get anywhere.
      for (const write of writes) this.#noteSent(write);
      return answerCaptive();
    }
    if (writes.length === 0) return emulator.fetch(request);
    this.catchUp();
    for (const write of writes) {
      judgeClaim(this.#world, write);
      this.#noteSent(write);
    }
    const before = this.#world.look();
    const seen = tab.current;
    const sent = { seen };
    this.#sending.add(sent);
    const land = this.#inFlight.begin(writes);
    try {
      const answer = await emulator.fetch(request);
      this.note('us');
      this.#sending.delete(sent);
      return answer;
    } catch (thrown) {
      // The connection broke over one item of a batch: the others take effect all the same.
      void this.#world.clock.sleep(lateMs).then(() => {
        this.note('us');
        this.#sending.delete(sent);
      });
      throw thrown;
    } finally {
      land();
      this.note('us');
      if (seen) noteEffects(seen, writes, before, this.#world.look());
    }
  }

  /** Notes what Microsoft did by itself since the last look, and what publishes did that are still on their way. */
  catchUp(): void {
    this.note(this.#others);
  }

  /** @param isTheirs - what of it; everything else is of whoever else may do something now */
  note(by: Doer, isTheirs: (held: Held) => boolean = () => true): readonly Moved[] {
    const { ledger, clock } = this.#world;
    const given = ledger.takeable;
    const others = this.#others;
    const doerOf = (held: Held): Doer => (isTheirs(held) ? by : others);
    const moved = ledger.note(this.#world.look(), doerOf, clock.now());
    const ours = moved.filter(({ held }) => doerOf(held) === 'us');
    if (ours.length > 0)
      judgeTaken(
        this.#world,
        ours,
        given,
        [...this.#sending].map(({ seen }) => seen),
      );
    return moved;
  }

  /** Who does something now that nobody waits for. */
  get #others(): Doer {
    return this.#sending.size > 0 ? 'us' : 'microsoft';
  }

  #noteSent({ step, ids, groupId = '', adds }: SeenWrite): void {
    const { ledger, clock, lagMs } = this.#world;
    const shownUntil = clock.now() - lagMs;
    for (const id of ids)
      if (step === 'join') ledger.noteSent({ kind: 'membership', id, of: groupId }, shownUntil);
      else
        for (const of of adds)
          ledger.noteSent({ kind: step === 'group' ? 'group-plan' : 'license', id, of }, shownUntil);
  }
}

function noteEffects(
  { licenseWrites, touched }: PublishSeen,
  writes: readonly SeenWrite[],
  before: Snapshot,
  after: Snapshot,
): void {
  for (const { step, ids, groupId = '' } of writes)
    for (const id of ids) {
      if (step === 'group') continue;
      const [was, is] = [before.people.get(id), after.people.get(id)];
      const direct = (person: typeof was): string =>
        JSON.stringify(person?.licenses.filter((each) => each.groupId === undefined));
      const isIn = (seen: Snapshot): boolean => seen.groups.get(groupId)?.members.has(id) ?? false;
      const hasEffect =
        step === 'write-licenses'
          ? direct(was) !== direct(is)
          : step === 'set-country'
            ? was?.country !== is?.country
            : isIn(before) !== isIn(after);
      if (!hasEffect) continue;
      touched.add(id);
      if (step === 'write-licenses') licenseWrites.set(id, (licenseWrites.get(id) ?? 0) + 1);
    }
}

function isCaptive({ captive }: Tab): boolean {
  if (!captive) return false;
  if (captive.after > 0) {
    captive.after -= 1;
    return false;
  }
  captive.count -= 1;
  return captive.count >= 0;
}

function answerCaptive(): Response {
  return new Response('<!doctype html><title>Welcome to our Wi-Fi</title><form action="/accept"></form>', {
    headers: { 'Content-Type': 'text/html' },
  });
}
