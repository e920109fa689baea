import type { UserListStrings } from '../../localization/en/people/user-list.js';
import type { Format } from '../../localization/format.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import type { StoredWorkspace } from '../../store/store.js';
import { createMemo } from '../../ui/create-memo.js';
import { listDirectHolders } from './bulk/list-direct-holders.js';
import { listChoices, type UserChoices } from './filters/list-choices.js';
import type { ListView } from './filters/list-view.js';
import { selectUsers } from './filters/select-users.js';
import { listColumns, mainColumns, type Column } from './grid/columns.js';
import type { HeldWords, ServiceColumns } from './grid/service-columns.js';

const noWorkspaces: readonly StoredWorkspace[] = [];

/** What was read, and what of it is to be shown. */
export interface ListSources {
  readonly users: readonly DirectoryUser[];
  readonly plans: readonly Plan[];
  readonly workspaces: readonly StoredWorkspace[];
  readonly services: ServiceColumns;
  readonly view: ListView;
  readonly text: UserListStrings;
  readonly format: Format;
}

/** What follows from what was read. Each is worked out when asked for, and again only when what it is made of changed. */
export class ListData {
  readonly #sources: () => ListSources;
  readonly #listChoices = createMemo(listChoices);
  readonly #select = createMemo(
    (
      users: readonly DirectoryUser[],
      filters: ListView['filters'],
      order: ListView['order'],
      hybrid: boolean,
      format: Format,
      workspaces: readonly StoredWorkspace[],
      held: HeldWords,
    ) => selectUsers(users, filters, order, { hybrid, format, workspaces, held }),
  );
  readonly #indexPlans = createMemo(
    (plans: readonly Plan[]): ReadonlyMap<string, Plan> => new Map(plans.map((plan) => [plan.skuId, plan])),
  );
  readonly #listHolders = createMemo(listDirectHolders);
  readonly #countHidden = createMemo(
    (matching: readonly DirectoryUser[], selected: ReadonlySet<string>) =>
      selected.size - matching.filter(({ id }) => selected.has(id)).length,
  );
  readonly #listIds = createMemo((users: readonly DirectoryUser[]) => users.map(({ id }) => id));
  readonly #find = createMemo((users: readonly DirectoryUser[], userId: string) =>
    users.find(({ id }) => id === userId),
  );
  #columns: { readonly all: readonly Column[]; readonly shown: readonly Column[] } | undefined;

  constructor(sources: () => ListSources) {
    this.#sources = sources;
  }

  get choices(): UserChoices {
    const { users, format } = this.#sources();
    return this.#listChoices(users, format);
  }

  /** Those who match, in order. */
  get matching(): readonly DirectoryUser[] {
    const { users, view, format, workspaces, services } = this.#sources();
    const concerned = view.filters.workspaces?.length ? workspaces : noWorkspaces;
    return this.#select(
      users,
      view.filters,
      view.order,
      this.choices.hybrid,
      format,
      concerned,
      services.words,
    );
  }

  get userIds(): readonly string[] {
    return this.#listIds(this.#sources().users);
  }

  find(userId: string): DirectoryUser | undefined {
    return this.#find(this.#sources().users, userId);
  }

  get plansById(): ReadonlyMap<string, Plan> {
    return this.#indexPlans(this.#sources().plans);
  }

  /** All columns there are, and those that are shown. */
  get columns(): { readonly all: readonly Column[]; readonly shown: readonly Column[] } {
    if (!this.#columns) {
      const { plans, services, text, view } = this.#sources();
      const all = listColumns(plans, services.all, text);
      const ids = new Set(view.columns ?? mainColumns(all));
      this.#columns = { all, shown: all.filter(({ id }) => ids.has(id)) };
    }
    return this.#columns;
  }

  /** Which of the selected hold which plan directly: user ids by SKU id. */
  listHolders(selected: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
    return this.#listHolders(this.#sources().users, selected);
  }

  /** How many of the selected do not match. */
  countHidden(selected: ReadonlySet<string>): number {
    return this.#countHidden(this.matching, selected);
  }

  /** Before each update: columns carry words, which may be in another language by then. */
  forgetColumns(): void {
    this.#columns = undefined;
  }
}
