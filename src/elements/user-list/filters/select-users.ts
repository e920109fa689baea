import type { Format } from '../../../localization/format.js';
import { licenseSource, type DirectoryUser, type LicenseSource } from '../../../model/holding/user.js';
import type { StoredWorkspace } from '../../../store/store.js';
import { foldText, searchText } from '../../../ui/match-text.js';
import type { ColumnId } from '../grid/columns.js';
import type { HeldWords } from '../grid/service-columns.js';
import { judgeUser, userStates, type UserState } from '../judge-user.js';

/** Whom the list shows. An empty choice lets everybody through. Plain JSON, so that a host can keep it in an address. */
export interface UserFilters {
  readonly text?: string;
  /** SKU ids; people who hold any of them. */
  readonly plans?: readonly string[];
  readonly sources?: readonly LicenseSource[];
  readonly states?: readonly UserState[];
  /** Names; an empty one for people who have none. */
  readonly departments?: readonly string[];
  /** Two-letter usage locations; an empty one for people who have none. */
  readonly countries?: readonly string[];
  /** Workspace ids; people subscribed in the draft of any of them. */
  readonly workspaces?: readonly string[];
  readonly licensed?: YesNo;
  /** Whether the person may sign in. */
  readonly enabled?: YesNo;
  /** Whether the account comes from the on-premises directory. */
  readonly synced?: YesNo;
}

export type YesNo = 'yes' | 'no';

/** What matching needs to know besides the users. */
export interface SelectContext {
  readonly hybrid: boolean;
  readonly format: Format;
  readonly workspaces: readonly StoredWorkspace[];
  readonly held: HeldWords;
}

/** The name, or the id of a column. */
export type SortColumn = 'name' | ColumnId;

export interface SortOrder {
  readonly by: SortColumn;
  readonly descending: boolean;
}

const foldedTexts = new WeakMap<DirectoryUser, string>();

/** Those who match all filters, in order. Users come by name, so that order costs nothing. */
export function selectUsers(
  users: readonly DirectoryUser[],
  filters: UserFilters,
  order: SortOrder,
  context: SelectContext,
): readonly DirectoryUser[] {
  const matches = createMatcher(filters, context);
  const found = matches ? users.filter(matches) : users;
  if (order.by === 'name') return order.descending ? [...found].reverse() : found;
  const compare = createComparer(order.by, context);
  const sign = order.descending ? -1 : 1;
  return [...found].sort((a, b) => sign * compare(a, b));
}

/** Undefined when everybody matches. */
function createMatcher(
  filters: UserFilters,
  { hybrid, workspaces }: SelectContext,
): ((user: DirectoryUser) => boolean) | undefined {
  const tests: ((user: DirectoryUser) => boolean)[] = [];
  const search = searchText(filters.text ?? '');
  if (!search.isEmpty) tests.push((user) => search.matchesFolded(foldUser(user)));
  const plans = chosen(filters.plans);
  const sources = chosen(filters.sources);
  if (plans) tests.push((user) => user.licenses.some(({ skuId }) => plans.has(skuId)));
  if (sources)
    tests.push((user) =>
      user.licenses.some(({ skuId }) => {
        const source = !plans || plans.has(skuId) ? licenseSource(user, skuId) : undefined;
        return source !== undefined && sources.has(source);
      }),
    );
  const states = chosen(filters.states);
  if (states) tests.push((user) => states.has(judgeUser(user, hybrid)));
  const departments = chosen(filters.departments);
  if (departments) tests.push((user) => departments.has(user.department ?? ''));
  const countries = chosen(filters.countries);
  if (countries) tests.push((user) => countries.has(user.usageLocation ?? ''));
  const chosenWorkspaces = chosen(filters.workspaces);
  if (chosenWorkspaces) {
    const drafts = workspaces.filter(({ workspace: { id } }) => chosenWorkspaces.has(id));
    const subscribers = new Set(drafts.flatMap(({ workspace }) => workspace.draft.subscribers));
    tests.push((user) => subscribers.has(user.id));
  }
  const { licensed, enabled, synced } = filters;
  if (licensed)
    tests.push((user) => !user.licensesUnknown && user.licenses.length > 0 === (licensed === 'yes'));
  if (enabled) tests.push((user) => user.accountEnabled === (enabled === 'yes'));
  if (synced) tests.push((user) => user.synced === (synced === 'yes'));
  return tests.length > 0 ? (user) => tests.every((test) => test(user)) : undefined;
}

function chosen<T>(values: readonly T[] | undefined): ReadonlySet<T> | undefined {
  return values && values.length > 0 ? new Set(values) : undefined;
}

function createComparer(
  by: SortColumn,
  { hybrid, format, held }: SelectContext,
): (a: DirectoryUser, b: DirectoryUser) => number {
  const { compare } = new Intl.Collator(format.language);
  // What is missing comes last, whatever the language.
  const texts = (of: (user: DirectoryUser) => string | undefined) => (a: DirectoryUser, b: DirectoryUser) => {
    const [left, right] = [of(a) ?? '', of(b) ?? ''];
    if (!left || !right) return Number(!left) - Number(!right);
    return left === right ? 0 : compare(left, right);
  };
  switch (by) {
    case 'name':
      return texts((user) => user.displayName);
    case 'userPrincipalName':
    case 'department':
    case 'jobTitle':
      return texts((user) => user[by]);
    case 'country':
      return texts((user) => user.usageLocation && format.country(user.usageLocation));
    case 'state': {
      const rank = new Map(userStates.map((state, index) => [state, index]));
      const of = (user: DirectoryUser): number => rank.get(judgeUser(user, hybrid)) ?? rank.size;
      return (a, b) => of(a) - of(b);
    }
    default: {
      const people = held.get(by);
      if (by.startsWith('service:')) return texts((user) => people?.get(user.id));
      const skuId = by.slice('plan:'.length);
      return texts((user) => licenseSource(user, skuId));
    }
  }
}

function foldUser(user: DirectoryUser): string {
  let text = foldedTexts.get(user);
  if (text === undefined) {
    const { displayName, userPrincipalName, mail, department } = user;
    text = foldText([displayName, userPrincipalName, mail, department].join(' '));
    foldedTexts.set(user, text);
  }
  return text;
}
