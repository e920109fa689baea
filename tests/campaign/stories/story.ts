import type { FaultRule, GroupPaceName } from '../../../src/emulator/index.js';
import type { PublishRoute } from '../../../src/model/workspace/workspace.js';
import type { Crash } from '../../publishing/power.js';

/** What may happen in a story besides editing and publishing. */
export const features = [
  'faults',
  'crashes',
  'cancels',
  'hands',
  'lag',
  'slow-groups',
  'colleagues',
  'few-licenses',
  'refusals',
  'adoption',
] as const;

export type Feature = (typeof features)[number];

export const workspaceIds = ['ws-1', 'ws-2', 'ws-3'] as const;
export const partNumbers = ['FLOW_FREE', 'POWER_BI_PRO', 'VISIOCLIENT', 'SPE_F1'] as const;
export const admins = ['ann', 'bob', 'cleo'] as const;
/** How many people stories are about: those in the tenant with the lowest ids. */
export const peopleCount = 11;

export type AdminName = (typeof admins)[number];

/** Plain JSON; people, plans and workspaces are given by their place in the lists. */
export interface Story {
  readonly seed: number;
  readonly features: readonly Feature[];
  readonly tenant: StoryTenant;
  readonly steps: readonly Step[];
}

export interface StoryTenant {
  readonly seed: number;
  readonly lagMs: number;
  readonly staleReads: boolean;
  readonly pace: GroupPaceName;
  /** How long a write takes, in milliseconds. */
  readonly writeMs: number;
  /** Licenses available of each plan at the start. */
  readonly available: readonly number[];
  /** People whom no administrator of the story may change. */
  readonly refusing: readonly number[];
}

export interface PickedPlan {
  readonly plan: number;
  /** Of the apps that can be turned off, by their place: what the workspace says of them; the others stay as they are. */
  readonly apps: Readonly<Record<number, 'on' | 'off'>>;
}

/** What goes wrong during a publish. */
export interface Trouble {
  readonly faults?: readonly FaultRule[];
  /** The faults are there already when it is reviewed. */
  readonly early?: boolean;
  readonly crash?: Crash;
  /** That the tab is gone is known at once, as a browser knows; else when its lease has not moved for two minutes. */
  readonly knownAtOnce?: boolean;
  readonly cancelAfterMs?: number;
  /** Requests that a captive portal answers, with 200: after so many, so many. */
  readonly captive?: { readonly after: number; readonly count: number };
  /** What somebody does by hand meanwhile, at which time after the review. */
  readonly hand?: { readonly afterMs: number; readonly change: HandChange };
}

interface Act {
  readonly admin: AdminName;
  /** How long nothing happens afterwards. Default: long enough for everybody to see what was written. */
  readonly restMs?: number;
  readonly trouble?: Trouble;
}

/** Something that is reviewed and published. */
export type Publishes = Act &
  /** `adopts`: the workspace stands from then on for what people had before. */
  (
    | { readonly kind: 'publish'; readonly workspace: number; readonly adopts?: boolean }
    /** What is left of a publish: of the last so many that did not do everything. */
    | { readonly kind: 'rest'; readonly back: number }
    | { readonly kind: 'undo'; readonly back: number }
    | {
        readonly kind: 'reclaim';
        readonly people: readonly number[];
        readonly plan: number;
        readonly instead?: number;
      }
  );

/** Something that is done past us. */
export type HandChange =
  | { readonly kind: 'license'; readonly person: number; readonly plan: number }
  | { readonly kind: 'app'; readonly person: number; readonly plan: number; readonly app: number }
  | { readonly kind: 'membership'; readonly person: number; readonly workspace: number }
  | { readonly kind: 'country'; readonly person: number; readonly country: string }
  | { readonly kind: 'delete-person'; readonly person: number }
  | {
      readonly kind: 'plan';
      readonly plan: number;
      readonly what: 'suspended' | 'ended' | 'bought' | 'loses-app';
    };

export type Step =
  | {
      readonly kind: 'edit';
      readonly workspace: number;
      readonly people: readonly number[];
      readonly plans: readonly PickedPlan[];
      readonly service: boolean;
      readonly route: PublishRoute;
    }
  | Publishes
  | { readonly kind: 'delete'; readonly workspace: number }
  | {
      readonly kind: 'exception';
      readonly workspace: number;
      readonly person: number;
      readonly what: 'left-out' | 'assign-anyway' | 'none';
    }
  | { readonly kind: 'hand'; readonly change: HandChange }
  | { readonly kind: 'provider'; readonly state: ProviderState }
  | { readonly kind: 'time'; readonly ms: number }
  | {
      readonly kind: 'together';
      readonly first: Publishes;
      readonly second: Publishes;
      readonly afterMs: number;
      /** The second takes the lease from the first, which does not know. */
      readonly takesOver: boolean;
    };

export type ProviderState = 'works' | 'fails' | 'fails-after' | 'silent' | 'removed';
