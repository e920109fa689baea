import type { LitElement } from 'lit';
import type { PublishController } from '../../../controllers/publishing/publish-controller.js';
import { SittingState } from '../../../controllers/publishing/sitting-state.js';
import { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import type { UserChange } from '../../../model/publish/change-set.js';
import type { UserResult } from '../../../model/publish/user-result.js';
import { createMemo } from '../../../ui/create-memo.js';
import { selectChanges, type ChangeFilter, type ChangesParts } from '../review/render-changes.js';
import type { ProgressParts } from '../run/render-progress.js';
import type { ResultParts, ResultFilter } from '../run/render-result.js';

const noChanges: readonly UserChange[] = [];
const noResults: readonly UserResult[] = [];

type ChangeListParts = Pick<
  ChangesParts,
  'rows' | 'count' | 'text' | 'filter' | 'only' | 'onSearch' | 'onFilter' | 'onShowAll'
>;
type ResultListParts = Pick<ResultParts, 'rows' | 'rowCount' | 'filter' | 'onFilter'>;

/** The two long lists, the changes before a publish and the results after it: what is looked for, and the rows in sight. */
export class PublishLists {
  readonly #publish: PublishController;
  readonly #changeRows: VirtualRowsController<UserChange>;
  readonly #resultRows: VirtualRowsController<UserResult>;
  readonly #selectChanges = createMemo(selectChanges);
  readonly #selectResults = createMemo(selectResults);
  readonly #indexChanges = createMemo(indexChanges);
  readonly #search: SittingState<string>;
  readonly #filter: SittingState<ChangeFilter>;
  readonly #only: SittingState<ReadonlySet<string> | undefined>;
  readonly #onlyFailed: SittingState<boolean>;
  readonly #resultFilter: SittingState<ResultFilter>;

  /** @param list - the list that is rendered now, if one is */
  constructor(host: LitElement, publish: PublishController, list: () => HTMLElement | null) {
    const sitting = (): object => publish.sitting;
    this.#search = new SittingState(host, sitting, '');
    this.#filter = new SittingState<ChangeFilter>(host, sitting, 'any');
    this.#only = new SittingState<ReadonlySet<string> | undefined>(host, sitting, undefined);
    this.#onlyFailed = new SittingState<boolean>(host, sitting, false);
    this.#resultFilter = new SittingState<ResultFilter>(host, sitting, 'left');
    this.#publish = publish;
    const key = ({ userId }: { readonly userId: string }): string => userId;
    this.#changeRows = new VirtualRowsController<UserChange>(host, {
      key,
      rows: () => this.#changes,
      scroller: () => (publish.view.status === 'review' ? list() : null),
    });
    this.#resultRows = new VirtualRowsController<UserResult>(host, {
      key,
      rows: () => this.#results,
      scroller: () => (publish.view.status === 'finished' ? list() : null),
    });
  }

  get changeParts(): ChangeListParts {
    return {
      rows: this.#changeRows,
      count: this.#changes.length,
      text: this.#search.value,
      filter: this.#filter.value,
      only: this.#only.value,
      onSearch: (text) => (this.#search.value = text),
      onFilter: (filter) => (this.#filter.value = filter),
      onShowAll: () => (this.#only.value = undefined),
    };
  }

  get progressParts(): Pick<ProgressParts, 'onlyFailed' | 'onOnlyFailed'> {
    return {
      onlyFailed: this.#onlyFailed.value,
      onOnlyFailed: (on) => (this.#onlyFailed.value = on),
    };
  }

  get resultParts(): ResultListParts {
    return {
      rows: this.#resultRows,
      rowCount: this.#results.length,
      filter: this.#resultFilter.value,
      onFilter: (filter) => (this.#resultFilter.value = filter),
    };
  }

  /** What was planned for each user, while and after it is published. */
  get changesById(): ReadonlyMap<string, UserChange> {
    return this.#indexChanges(this.#publish.review?.changeSet.changes ?? noChanges);
  }

  /** Shows the changes of these users and of nobody else. */
  showOnly(userIds: readonly string[]): void {
    this.#only.value = new Set(userIds);
  }

  get #changes(): readonly UserChange[] {
    const { view } = this.#publish;
    if (view.status !== 'review') return noChanges;
    const { changes, warnings } = view.review.changeSet;
    return this.#selectChanges(changes, warnings, this.#search.value, this.#filter.value, this.#only.value);
  }

  get #results(): readonly UserResult[] {
    return this.#publish.view.status === 'finished'
      ? this.#selectResults(this.#publish.results, this.#resultFilter.value)
      : noResults;
  }
}

function indexChanges(changes: readonly UserChange[]): ReadonlyMap<string, UserChange> {
  return new Map(changes.map((change) => [change.userId, change]));
}

function selectResults(
  results: ReadonlyMap<string, UserResult>,
  filter: ResultFilter,
): readonly UserResult[] {
  return [...results.values()].filter(({ status }) => filter === 'all' || status !== 'applied');
}
