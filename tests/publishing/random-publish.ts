import fc from 'fast-check';
import type { StepKind } from '../../src/model/publish/step.js';
import type { UserResult } from '../../src/model/publish/user-result.js';
import type { PublishRoute, WorkspaceContent } from '../../src/model/workspace/workspace.js';
import type { Publisher } from '../../src/publishing/publisher.js';
import type { Review } from '../../src/publishing/review/review.js';
import { confirmAll, type Desktops, type World } from './publishing-world.js';

/** What a workspace says, with people, plans and apps by their place in lists. */
export interface Wish {
  readonly users: readonly number[];
  readonly plans: readonly number[];
  /** How many apps of each plan are turned off. */
  readonly appsOff: number;
  readonly desktop: boolean;
}

/** A workspace as published before, and as it is to be published now. */
export interface Scenario {
  readonly before: Wish | undefined;
  readonly after: Wish;
}

const partNumbers = ['FLOW_FREE', 'POWER_BI_PRO', 'VISIOCLIENT'];

export function anyScenario(userCount: number): fc.Arbitrary<Scenario> {
  const indexes = Array.from({ length: userCount }, (_, index) => index);
  const wish = (minLength: number): fc.Arbitrary<Wish> =>
    fc.record({
      users: fc.subarray(indexes, { minLength }),
      plans: fc.subarray(
        partNumbers.map((_, index) => index),
        { minLength: 1 },
      ),
      appsOff: fc.nat(1),
      desktop: fc.boolean(),
    });
  return fc.record({
    before: fc.option(wish(0), { nil: undefined }),
    after: wish(Math.ceil(userCount / 3)),
  });
}

/** The workspace `ws` in a world, made what scenarios say. */
export class Stage {
  readonly world: World;
  readonly people: readonly string[];
  readonly #draft: (wish: Wish) => Partial<WorkspaceContent>;

  private constructor(
    world: World,
    people: readonly string[],
    draft: (wish: Wish) => Partial<WorkspaceContent>,
  ) {
    this.world = world;
    this.people = people;
    this.#draft = draft;
  }

  static async set(world: World, userCount: number): Promise<Stage> {
    const plans = await Promise.all(partNumbers.map((partNumber) => world.plan(partNumber)));
    const everybody = (await world.people()).map(({ id }) => id);
    const people = everybody.slice(0, userCount);
    return new Stage(world, everybody, ({ users, plans: picked, appsOff, desktop }) => ({
      subscribers: users.map((index) => people[index]!),
      plans: picked.map((index) => {
        const { skuId, apps } = plans[index]!;
        const off = apps.filter((app) => app.switchable).slice(0, appsOff);
        return { skuId, apps: Object.fromEntries(off.map((app) => [app.servicePlanId, 'off' as const])) };
      }),
      services: desktop ? [{ providerId: 'desktops', serviceId: 'standard' }] : [],
    }));
  }

  async save(wish: Wish, route: PublishRoute = 'direct'): Promise<void> {
    await this.world.save('ws', this.#draft(wish), { route });
  }

  review(publisher: Publisher = this.world.publisher): Promise<Review> {
    return publisher.review('ws', confirmAll(this.people));
  }

  /** Publishes and lets the tenant settle. */
  async publish(publisher: Publisher = this.world.publisher): Promise<void> {
    const { error, counts, results } = await publisher.publish(await this.review(publisher)).done;
    if (error) throw error;
    if (counts.failed + counts.open + counts.notSent > 0)
      throw new Error(`Not all went well: ${JSON.stringify([...results.values()].filter(isUnwell))}`);
    await this.world.clock.advance(61_000);
  }

  /** Who has what, in a form to compare: direct and inherited licenses with their apps, and desktops. */
  describe(desktops?: Desktops): Record<string, readonly string[]> {
    return Object.fromEntries(
      this.world.emulator
        .state()
        .users.map(({ id, licenseAssignmentStates }) => [
          id,
          [
            ...licenseAssignmentStates.map(({ skuId, disabledPlans, assignedByGroup }) =>
              JSON.stringify([skuId, [...disabledPlans].sort(), assignedByGroup]),
            ),
            ...(desktops?.held.has(id) ? ['desktop'] : []),
          ].sort(),
        ]),
    );
  }
}

function isUnwell({ status }: UserResult): boolean {
  return status !== 'applied';
}

/** The writes in a request about one user each, by the step that they are of: those in a batch one by one. */
export async function listUserWrites(request: Request): Promise<{ userId: string; kind: StepKind }[]> {
  const { pathname } = new URL(request.url);
  const items = pathname.endsWith('/$batch')
    ? ((await request.clone().json()) as { requests: { method: string; url: string }[] }).requests
    : [{ method: request.method, url: pathname }];
  return items.flatMap(({ method, url }) => {
    const [, userId, action] = /\/users\/([^/?]+)(?:\/(assignLicense))?$/.exec(url) ?? [];
    if (method === 'GET' || !userId) return [];
    return [{ userId, kind: action ? 'write-licenses' : 'set-country' }];
  });
}
