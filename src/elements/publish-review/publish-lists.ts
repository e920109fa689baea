import type { LitElement } from 'lit';
import type { PublishController } from '../../controllers/publish-controller.js';
import { VirtualRowsController } from '../../controllers/virtual-rows-controller.js';
import type { UserChange, UserResult } from '../../model/publish-plan.js';
import { createMemo } from '../shared/create-memo.js';
import { selectChanges, type ChangeFilter, type ChangesParts } from './render-changes.js';
import type { ResultParts, ResultFilter } from './render-result.js';

const noChanges: readonly UserChange[] = [];
const noResults: readonly UserResult[] = [];

type ChangeListParts = Pick<
  ChangesParts,
  'rows' | 'count' | 'text' | 'filter' | 'only' | 'onSearch' | 'onFilter' | 'onShowAll'
>;
type ResultListParts = Pick<ResultParts, 'rows' | 'rowCount' | 'filter' | 'onFilter'>;

/** The two long lists, the changes before a publish and the results after it: what is looked for, and the rows in sight. */
export class PublishLists {
  readonly #host: LitElement;
  readonly #publish: PublishController;
  readonly #changeRows: VirtualRowsController<UserChange>;
  readonly #resultRows: VirtualRowsController<UserResult>;
  readonly #selectChanges = createMemo(selectChanges);
  readonly #selectResults = createMemo(selectResults);
  readonly #indexChanges = createMemo(indexChanges);
  #search = '';
  #filter: ChangeFilter = 'any';
  #only: ReadonlySet<string> | undefined;
  #resultFilter: ResultFilter = 'open';

  /** @param list - the list that is rendered now, if one is */
  constructor(host: LitElement, publish: PublishController, list: () => HTMLElement | null) {
    this.#host = host;
    this.#publish = publish;
    const shared = {
      key: ({ userId }: { readonly userId: string }) => userId,
      rowHeight: 36,
      stickyHeight: () => 36,
    };
    this.#changeRows = new VirtualRowsController<UserChange>(host, {
      ...shared,
      rows: () => this.#changes,
      scroller: () => (publish.view.status === 'review' ? list() : null),
    });
    this.#resultRows = new VirtualRowsController<UserResult>(host, {
      ...shared,
      rows: () => this.#results,
      scroller: () => (publish.view.status === 'finished' ? list() : null),
    });
  }

  get changeParts(): ChangeListParts {
    return {
      rows: this.#changeRows,
      count: this.#changes.length,
      text: this.#search,
      filter: this.#filter,
      only: this.#only,
      onSearch: (text) => this.#set(() => (this.#search = text)),
      onFilter: (filter) => this.#set(() => (this.#filter = filter)),
      onShowAll: () => this.#set(() => (this.#only = undefined)),
    };
  }

  get resultParts(): ResultListParts {
    return {
      rows: this.#resultRows,
      rowCount: this.#results.length,
      filter: this.#resultFilter,
      onFilter: (filter) => this.#set(() => (this.#resultFilter = filter)),
    };
  }

  /** What was planned for each user, while and after it is published. */
  get changesById(): ReadonlyMap<string, UserChange> {
    return this.#indexChanges(this.#publish.review?.plan.changes ?? noChanges);
  }

  /** Shows the changes of these users and of nobody else. */
  showOnly(userIds: readonly string[]): void {
    this.#set(() => (this.#only = new Set(userIds)));
  }

  /** Shows of the results what is left to do, as at first. */
  showOpenResults(): void {
    this.#set(() => (this.#resultFilter = 'open'));
  }

  get #changes(): readonly UserChange[] {
    const { view } = this.#publish;
    if (view.status !== 'review') return noChanges;
    const { changes, warnings } = view.review.plan;
    return this.#selectChanges(changes, warnings, this.#search, this.#filter, this.#only);
  }

  get #results(): readonly UserResult[] {
    return this.#publish.view.status === 'finished'
      ? this.#selectResults(this.#publish.results, this.#resultFilter)
      : noResults;
  }

  #set(change: () => unknown): void {
    change();
    this.#host.requestUpdate();
  }
}

function indexChanges(changes: readonly UserChange[]): ReadonlyMap<string, UserChange> {
  return new Map(changes.map((change) => [change.userId, change]));
}

function selectResults(
  results: ReadonlyMap<string, UserResult>,
  filter: ResultFilter,
): readonly UserResult[] {
  return [...results.values()].filter(
    ({ status }) => filter === 'all' || status === 'failed' || status === 'not-attempted',
  );
}
