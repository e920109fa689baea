import type { FaultRule } from '../../../src/emulator/index.js';
import type { Crash } from '../../publishing/power.js';
import { Draw } from './draw.js';
import {
  admins,
  features as allFeatures,
  partNumbers,
  peopleCount,
  workspaceIds,
  type Feature,
  type HandChange,
  type PickedPlan,
  type Publishes,
  type Step,
  type Story,
  type Trouble,
} from './story.js';

const people = Array.from({ length: peopleCount }, (_, index) => index);
const plans = partNumbers.map((_, index) => index);
const workspaces = workspaceIds.map((_, index) => index);

/** The story of a seed. Calm ones have no features: nothing goes wrong in them, and nobody interferes. */
export function drawStory(seed: number, calm = false): Story {
  const draw = new Draw(seed);
  const picked = draw.some(allFeatures, draw.pick([0.15, 0.35, 0.6]));
  const features = calm ? [] : picked;
  return {
    seed,
    features,
    tenant: drawTenant(draw, features),
    steps: new StoryDraw(draw, features).steps(draw.int(6, 14)),
  };
}

function drawTenant(draw: Draw, features: readonly Feature[]): Story['tenant'] {
  const has = (feature: Feature): boolean => features.includes(feature);
  const few = plans.map(() => draw.int(0, 4));
  return {
    seed: draw.int(1, 50),
    lagMs: has('lag') ? draw.pick([500, 5_000, 20_000, 45_000]) : 0,
    staleReads: has('lag') && draw.chance(0.4),
    pace: has('slow-groups') ? draw.pick(['documented', 'documented', 'a-day'] as const) : 'quick',
    writeMs: features.length > 0 ? draw.pick([0, 0, 50, 1_500]) : 0,
    available: has('few-licenses') ? few : plans.map(() => 30),
    refusing: has('refusals') ? draw.some(people, 0.25) : [],
  };
}

class StoryDraw {
  readonly #draw: Draw;
  readonly #features: readonly Feature[];

  constructor(draw: Draw, features: readonly Feature[]) {
    this.#draw = draw;
    this.#features = features;
  }

  steps(count: number): Step[] {
    const steps: Step[] = [this.#edit(0), this.#publish(0), this.#edit(1)];
    while (steps.length < count) steps.push(...this.#next());
    return steps;
  }

  #has(feature: Feature): boolean {
    return this.#features.includes(feature);
  }

  #next(): readonly Step[] {
    const draw = this.#draw;
    const workspace = draw.pick(workspaces);
    return draw.weighted<() => readonly Step[]>([
      [5, () => [this.#edit(workspace), this.#publish(workspace)]],
      [1, () => [this.#edit(workspace)]],
      [2, () => [this.#publish(workspace)]],
      [4, () => [this.#publishes()]],
      [1, () => [{ kind: 'delete', workspace }, this.#publish(workspace)]],
      [1, () => [this.#exception(workspace)]],
      [1, () => [{ kind: 'time', ms: draw.pick([1_000, 61_000, 200_000, 3_600_000]) }]],
      [this.#has('hands') ? 3 : 0, () => [{ kind: 'hand', change: this.#hand() }]],
      [
        this.#has('faults') ? 1 : 0,
        () => [
          {
            kind: 'provider',
            state: draw.pick(['works', 'fails', 'fails-after', 'silent', 'removed'] as const),
          },
        ],
      ],
      [
        this.#has('colleagues') ? 3 : 0,
        () => [
          {
            kind: 'together',
            first: this.#slowly(this.#publishes()),
            second: this.#publishes(),
            afterMs: draw.pick([0, 100, 1_000, 3_000, 30_000]),
            takesOver: draw.chance(0.5),
          },
        ],
      ],
    ])();
  }

  #edit(workspace: number): Step {
    const draw = this.#draw;
    return {
      kind: 'edit',
      workspace,
      people: draw.some(people, draw.pick([0, 0.3, 0.6, 0.9])),
      plans: draw.some(plans, 0.4).map((plan) => this.#plan(plan)),
      service: draw.chance(0.3),
      route: draw.pick(['direct', 'direct', 'group'] as const),
    };
  }

  #plan(plan: number): PickedPlan {
    const draw = this.#draw;
    if (draw.chance(0.5)) return { plan, apps: {} };
    return {
      plan,
      apps: Object.fromEntries(
        draw.some([0, 1, 2], 0.5).map((app) => [app, draw.pick(['on', 'off'] as const)]),
      ),
    };
  }

  #exception(workspace: number): Step {
    const draw = this.#draw;
    return {
      kind: 'exception',
      workspace,
      person: draw.pick(people),
      what: draw.pick(['left-out', 'left-out', 'assign-anyway', 'none'] as const),
    };
  }

  #publishes(): Publishes {
    const draw = this.#draw;
    const plan = draw.pick(plans);
    const instead = draw.pick(plans);
    return draw.weighted<() => Publishes>([
      [2, () => this.#publish(draw.pick(workspaces))],
      [2, () => ({ kind: 'rest', back: draw.int(0, 1), ...this.#act() })],
      [
        3,
        () => ({
          kind: 'undo',
          back: draw.weighted([
            [3, 0],
            [1, 1],
            [1, 2],
          ]),
          ...this.#act(),
        }),
      ],
      [
        2,
        () => ({
          kind: 'reclaim',
          people: draw.some(people, 0.4),
          plan,
          ...(draw.chance(0.4) && instead !== plan ? { instead } : {}),
          ...this.#act(),
        }),
      ],
    ])();
  }

  #publish(workspace: number): Publishes {
    const adopts = this.#has('adoption') && this.#draw.chance(0.4);
    return { kind: 'publish', workspace, ...(adopts ? { adopts } : {}), ...this.#act() };
  }

  /** Often its requests take so long that another one can come between. */
  #slowly(act: Publishes): Publishes {
    const draw = this.#draw;
    if (draw.chance(0.5)) return act;
    const slow: FaultRule = {
      kind: 'delay',
      method: 'POST',
      path: draw.pick(['/users/*/assignLicense', '/$batch', '/groups/*/assignLicense']),
      delayMs: draw.pick([2_000, 20_000, 45_000]),
      count: draw.int(1, 4),
    };
    return { ...act, trouble: { ...act.trouble, faults: [...(act.trouble?.faults ?? []), slow] } };
  }

  #act(): Pick<Publishes, 'admin' | 'trouble' | 'restMs'> {
    const draw = this.#draw;
    const admin = draw.weighted([
      [4, admins[0]],
      [1, admins[1]],
      [1, admins[2]],
    ]);
    const isHasty = this.#features.length > 0 && draw.chance(0.4);
    const act = { admin, ...(isHasty ? { restMs: draw.pick([0, 0, 2_500, 20_000, 70_000, 180_000]) } : {}) };
    return draw.chance(0.6) ? { ...act, ...this.#trouble() } : act;
  }

  #trouble(): { trouble?: Trouble } {
    const draw = this.#draw;
    const crash = this.#has('crashes') && draw.chance(0.6) ? this.#crash() : undefined;
    const faults = [
      ...(this.#has('faults') && draw.chance(0.6)
        ? Array.from({ length: draw.int(1, 2) }, () => this.#fault())
        : []),
      ...(this.#has('faults') && draw.chance(0.15) ? [this.#outage()] : []),
      ...(crash?.early ? [{ kind: 'delay', method: 'POST', delayMs: draw.int(1, 95) * 1_000 } as const] : []),
    ];
    const all: Trouble = {
      ...(faults.length > 0 ? { faults, ...(!crash?.early && draw.chance(0.2) ? { early: true } : {}) } : {}),
      ...(crash ? { crash, knownAtOnce: draw.chance(0.5) } : {}),
      ...(this.#has('faults') && draw.chance(0.1)
        ? { captive: { after: draw.int(0, 8), count: draw.int(1, 4) } }
        : {}),
      ...(this.#has('cancels') && draw.chance(0.5)
        ? { cancelAfterMs: draw.pick([0, 1, 1_000, 2_500, 10_000, 60_000]) }
        : {}),
      ...(this.#has('hands') && draw.chance(0.4)
        ? { hand: { afterMs: draw.pick([0, 1, 1_000, 3_000]), change: this.#hand() } }
        : {}),
    };
    return Object.keys(all).length > 0 ? { trouble: all } : {};
  }

  #crash(): Crash {
    const draw = this.#draw;
    const through = draw.chance(0.5);
    return {
      at: draw.pick(['journal', 'request'] as const),
      number: draw.int(0, draw.pick([3, 8])),
      through,
      ...(through && draw.chance(0.3) ? { at: 'request', early: true } : {}),
    };
  }

  /** From some moment on nothing is answered any more, although much of it takes effect. */
  #outage(): FaultRule {
    const draw = this.#draw;
    return {
      ...draw.pick<Pick<FaultRule, 'kind' | 'status' | 'applied'>>([
        { kind: 'drop-after' },
        { kind: 'drop-before' },
        { kind: 'status', status: 504, applied: true },
      ]),
      path: '/$batch',
      after: draw.int(0, 5),
      count: 200,
    };
  }

  #fault(): FaultRule {
    const draw = this.#draw;
    const target = draw.pick([
      { method: 'POST', path: '/$batch' },
      { method: 'POST', path: '/users/*/assignLicense' },
      { method: 'POST', path: '/users/*/assignLicense' },
      { method: 'PATCH', path: '/groups/*' },
      { method: 'DELETE', path: '/groups/*/members/**' },
      { method: 'POST', path: '/groups/*/assignLicense' },
      { method: 'PATCH', path: '/users/*' },
      { method: 'GET', path: '/users/**' },
      { method: 'GET', path: '/groups/**' },
      {},
    ] as const);
    const limits = {
      rate: draw.pick([0.3, 0.6, 1, 1]),
      count: draw.int(1, draw.pick([2, 6, 60])),
      after: draw.pick([0, 0, 1, 3]),
      seed: draw.int(1, 1_000_000),
    };
    const applied = draw.chance(0.5);
    return {
      ...target,
      ...limits,
      ...draw.weighted<Pick<FaultRule, 'kind' | 'status' | 'applied' | 'delayMs' | 'retryAfterSeconds'>>([
        [4, { kind: 'status', status: draw.pick([500, 502, 503, 504, 408]), applied }],
        [2, { kind: 'status', status: 429, retryAfterSeconds: draw.int(1, 40) }],
        [1, { kind: 'status', status: draw.pick([400, 403, 404, 409]) }],
        [2, { kind: 'drop-before' }],
        [2, { kind: 'drop-after' }],
        [1, { kind: 'malformed' }],
        [1, { kind: 'delay', delayMs: draw.pick([1_000, 20_000, 45_000]) }],
      ]),
    };
  }

  #hand(): HandChange {
    const draw = this.#draw;
    const person = draw.pick(people);
    const plan = draw.pick(plans);
    return draw.weighted<HandChange>([
      [5, { kind: 'license', person, plan }],
      [2, { kind: 'app', person, plan, app: draw.int(0, 2) }],
      [2, { kind: 'membership', person, workspace: draw.pick(workspaces) }],
      [1, { kind: 'country', person, country: draw.pick(['US', 'DE', 'CH']) }],
      [1, { kind: 'delete-person', person }],
      [
        1,
        {
          kind: 'plan',
          plan,
          what: draw.pick(['suspended', 'ended', 'bought', 'bought', 'loses-app'] as const),
        },
      ],
    ]);
  }
}
