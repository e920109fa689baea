import type { Place } from './model/address/place.js';
import type { ErrorCode } from './model/errors.js';
import type { ReclaimItem } from './model/publish/change-set.js';
import type { PublishKind } from './model/publish/publish-kind.js';

/** A workspace, by id. */
export interface WorkspaceDetail {
  readonly workspaceId: string;
}

/** Workspaces that were read from a file. */
export interface WorkspacesImportedDetail {
  readonly workspaceIds: readonly string[];
}

/** A workspace that was never published is gone at once; another is marked, and goes when that is published. */
export interface WorkspaceDeletedDetail extends WorkspaceDetail {
  readonly afterPublish: boolean;
}

/** How many people were subscribed or unsubscribed in the draft of a workspace. Nothing is assigned until it is published. */
export interface SubscribersChangedDetail {
  readonly workspaceId: string;
  readonly added: number;
  readonly removed: number;
}

/** A plan, by SKU id. */
export interface PlanDetail {
  readonly skuId: string;
}

/** People, as the `filters` of `user-list` take them. An empty name stands for people without one. */
export interface PeopleDetail {
  readonly departments?: readonly string[];
  /** Two-letter usage locations. */
  readonly countries?: readonly string[];
}

/** Where the console is about to go. */
export interface NavigateDetail {
  readonly place: Place;
  /** Its address, where the provider has `href`. */
  readonly href?: string;
}

/** A step of getting started: `connect`, `directory` or `workspace`. */
export interface StepDetail {
  readonly step: string;
}

/** A user, by directory id. */
export interface UserDetail {
  readonly userId: string;
}

/** What a list shows, as a line of text that it can be given again. */
export interface ViewDetail {
  readonly view: string;
}

/** The views of a list that have names. */
export interface PresetsDetail {
  readonly presets: readonly { readonly name: string; readonly view: string }[];
}

/** What is to be reviewed: a workspace, or direct licenses that are taken back or swapped, which belong to none. */
export type ReviewRequestDetail = WorkspaceDetail | { readonly reclaim: readonly ReclaimItem[] };

/** What is about to be published. Cancel the event to keep it from happening. */
export interface BeforePublishDetail {
  /** None where licenses are reclaimed. */
  readonly workspaceId?: string;
  readonly kind: 'publish' | 'undo' | 'reclaim';
  /** Whether it continues a publish that was interrupted, was stopped, or failed for some. */
  readonly isContinuation: boolean;
  /** How many users change. */
  readonly users: number;
}

/** What came of a publish, in people. `applied`, `failed`, `open` and `notSent` together are all whom it was about. */
export interface PublishedDetail {
  readonly publishId: string;
  readonly kind: PublishKind;
  /** None where it is about no workspace: licenses that are reclaimed. */
  readonly workspaceId?: string;
  /** The id of the publish that this one continued. */
  readonly continues?: string;
  readonly applied: number;
  readonly failed: number;
  /** Nobody knows yet what became of them. */
  readonly open: number;
  readonly notSent: number;
  /** With something to do, but left out by the administrator. */
  readonly leftOut: number;
}

/** Why something failed. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly message: string;
  /** The tag of the element that says so. */
  readonly element: string;
}

/** An element, by its tag. */
export interface ElementDetail {
  readonly element: string;
}

/** Who is signed in; undefined when nobody is. */
export interface AccountDetail {
  readonly account:
    | {
        readonly objectId: string;
        readonly name: string;
        /** The user principal name. */
        readonly username: string;
        readonly tenantId: string;
      }
    | undefined;
}

declare global {
  /**
   * Every event of the elements, listed once. All are facts: they tell what a person or the tenant did.
   * They bubble and leave shadow roots.
   */
  interface HTMLElementEventMap {
    /** The administrator is about to open a workspace. Cancel it where the page opens it in its own way. */
    'o365-workspace-selected': CustomEvent<WorkspaceDetail>;
    'o365-workspace-created': CustomEvent<WorkspaceDetail>;
    'o365-workspaces-imported': CustomEvent<WorkspacesImportedDetail>;
    'o365-workspace-deleted': CustomEvent<WorkspaceDeletedDetail>;
    'o365-subscribers-changed': CustomEvent<SubscribersChangedDetail>;
    /** The administrator wants to see what publishing would change. */
    'o365-review-requested': CustomEvent<ReviewRequestDetail>;
    /** The administrator chose a plan, to see who holds it. */
    'o365-plan-selected': CustomEvent<PlanDetail>;
    /** The administrator chose a department or country, to see its people. */
    'o365-people-selected': CustomEvent<PeopleDetail>;
    /** The administrator is about to open the details of a user. Cancel it where the page opens them in its own way. */
    'o365-user-selected': CustomEvent<UserDetail>;
    /** The administrator is about to close the details of a user. Cancelable. */
    'o365-user-closed': CustomEvent<UserDetail>;
    /** The administrator chose other filters, columns or another order in a list. */
    'o365-view-changed': CustomEvent<ViewDetail>;
    /** The administrator gave a view of a list a name, or forgot one. */
    'o365-presets-changed': CustomEvent<PresetsDetail>;
    /** The administrator is about to publish, undo, reclaim, or go on with one of these. Cancelable. */
    'o365-before-publish': CustomEvent<BeforePublishDetail>;
    /**
     * A publish ended, however it did. Dispatched by the provider, or by `document` when that is gone: a publish goes on
     * without it.
     */
    'o365-published': CustomEvent<PublishedDetail>;
    /**
     * The console is about to go to another place, because the administrator wants to or because what was open is gone; never
     * because the host set `place`. Cancel it where the host's own router goes there and sets `place`.
     */
    'o365-navigate': CustomEvent<NavigateDetail>;
    /** The administrator wants to go where a step of getting started is done. */
    'o365-step-requested': CustomEvent<StepDetail>;
    /**
     * Something failed, and an element says so; the provider, where nobody can be signed in. Once for each failure and
     * element that shows it; what was stopped is none. A permission that is still to be given comes as `consent-required`.
     */
    'o365-error': CustomEvent<ErrorDetail>;
    /** An element shows its first content: somebody is signed in, and the first answers are there. Once for each element. */
    'o365-ready': CustomEvent<ElementDetail>;
    /** Somebody else is signed in, or nobody any more. Dispatched by the provider. */
    'o365-account-changed': CustomEvent<AccountDetail>;
  }
  interface DocumentEventMap {
    'o365-published': CustomEvent<PublishedDetail>;
  }
}

/** The events by name, with what their `detail` holds. */
export type O365EventMap = {
  readonly [
    Name in keyof HTMLElementEventMap as Name extends `o365-${string}` ? Name : never
  ]: HTMLElementEventMap[Name] extends CustomEvent<infer Detail> ? Detail : never;
};

export type O365EventName = keyof O365EventMap;

/**
 * Tells the page what happened. Returns false when the event could be canceled and a listener did.
 */
export function emit<Name extends O365EventName>(
  host: EventTarget,
  name: Name,
  detail: O365EventMap[Name],
  { cancelable = false } = {},
): boolean {
  return host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
}
