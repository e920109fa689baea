import type { RosterController } from '../../../controllers/roster-controller.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import type { Workspace } from '../../../model/workspace/workspace.js';
import { searchText } from '../../../ui/match-text.js';
import {
  blockedStates,
  incompleteStates,
  licenseState,
  personState,
  type SubscriberRow,
  type SubscriberState,
} from './subscriber-state.js';

export const subscriberFilters = ['all', 'new', 'leaving', 'blocked', 'incomplete'] as const;
export type SubscriberFilter = (typeof subscriberFilters)[number];

/** The list as it is shown. */
export interface SubscriberView {
  /** Those that pass the filters, by name. */
  readonly rows: readonly SubscriberRow[];
  readonly counts: Readonly<Record<SubscriberFilter, number>>;
  readonly total: number;
}

export interface SubscriberQuery {
  readonly workspace: Workspace;
  readonly roster: Pick<RosterController, 'get' | 'isKnown' | 'version'>;
  readonly requireSynced: boolean;
  readonly search: string;
  readonly filter: SubscriberFilter;
  readonly language: string;
}

/** Everybody whom the workspace concerns: subscribers of the draft, and those who leave with the next publish. */
export function listConcerned({
  draft,
  published,
}: Pick<Workspace, 'draft' | 'published'>): readonly string[] {
  return [...new Set([...draft.subscribers, ...(published?.subscribers ?? [])])];
}

/** Makes the rows once for each combination of what they are made of: an administrator's list may be long. */
export class SubscriberRows {
  #key: readonly unknown[] = [];
  #all: readonly SubscriberRow[] = [];
  #viewKey: readonly unknown[] = [];
  #view: SubscriberView = createView([], '', 'all');

  get(query: SubscriberQuery): SubscriberView {
    const { workspace, roster, requireSynced, search, filter, language } = query;
    const { subscribers, plans } = workspace.draft;
    const key = [subscribers, plans, workspace.published, roster.version, requireSynced, language];
    if (!isSame(key, this.#key)) {
      this.#key = key;
      this.#all = createRows(query);
    }
    const viewKey = [this.#all, search, filter];
    if (!isSame(viewKey, this.#viewKey)) {
      this.#viewKey = viewKey;
      this.#view = createView(this.#all, search, filter);
    }
    return this.#view;
  }
}

function createRows({
  workspace,
  roster,
  requireSynced,
  language,
}: SubscriberQuery): readonly SubscriberRow[] {
  const subscribed = new Set(workspace.draft.subscribers);
  const published = new Set(workspace.published?.subscribers);
  const wanted = new Set(workspace.draft.plans.map(({ skuId }) => skuId));
  const given = (workspace.published?.plans ?? []).map(({ skuId }) => skuId).filter((id) => wanted.has(id));
  const { compare } = new Intl.Collator(language);
  return listConcerned(workspace)
    .map((id): SubscriberRow => {
      const user = roster.get(id);
      const isIn = subscribed.has(id);
      const isNew = isIn && !published.has(id);
      const own = roster.isKnown(id) ? judge(user, requireSynced) : 'reading';
      const state = !isIn
        ? 'leaving'
        : (own ?? (isNew ? 'new' : ((user && licenseState(user, given)) ?? 'published')));
      return { id, user, state, subscribed: isIn, isNew };
    })
    .sort((a, b) => compare(a.user?.displayName ?? '\uFFFF', b.user?.displayName ?? '\uFFFF'));
}

function judge(user: DirectoryUser | undefined, requireSynced: boolean): SubscriberState | undefined {
  return user ? personState(user, requireSynced) : 'missing';
}

function createView(all: readonly SubscriberRow[], search: string, filter: SubscriberFilter): SubscriberView {
  const wanted = searchText(search);
  const matches = ({ user, id }: SubscriberRow): boolean =>
    user
      ? wanted.matches(user.displayName, user.userPrincipalName, user.mail, user.department)
      : wanted.matches(id);
  const passes: Readonly<Record<SubscriberFilter, (row: SubscriberRow) => boolean>> = {
    all: () => true,
    new: (row) => row.isNew,
    leaving: (row) => row.state === 'leaving',
    blocked: (row) => blockedStates.has(row.state),
    incomplete: (row) => incompleteStates.has(row.state),
  };
  const count = (each: SubscriberFilter): number => all.filter(passes[each]).length;
  return {
    rows: wanted.isEmpty && filter === 'all' ? all : all.filter((row) => passes[filter](row) && matches(row)),
    counts: {
      all: all.length,
      new: count('new'),
      leaving: count('leaving'),
      blocked: count('blocked'),
      incomplete: count('incomplete'),
    },
    total: all.length,
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
