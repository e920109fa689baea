import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GraphClient } from '../../../graph/graph-client.js';
import { toProvisioningError, type ProvisioningError } from '../../../model/errors.js';
import { listDeletedUsers, type DeletedUser } from '../../../services/users/deleted-users.js';
import { identifierKey, resolveUsers, type ResolvedUser } from '../../../services/users/resolve-users.js';
import { suggestUsers } from '../../../services/users/suggest-users.js';
import { createMemo } from '../../../ui/create-memo.js';
import { matchList, type RowMatch } from './match-list.js';
import { listLimit, parseList, type ListRow } from './parse-list.js';

/** How far a list got. */
export type ListStage =
  | { readonly name: 'writing' }
  | { readonly name: 'checking'; readonly done: number; readonly total: number }
  | { readonly name: 'checked' };

export interface HelpFailure {
  readonly error: ProvisioningError;
  readonly retry: () => void;
}

/** Rows that nobody was found for and that suggestions are looked for; a list of strangers would ask for thousands. */
const suggestionsSought = 200;

/** A pasted or chosen list on its way to becoming subscribers. Nothing of it is stored. */
export class ListImport implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #text = '';
  #fileName: string | undefined;
  #column = '';
  #rows: readonly ListRow[] = [];
  #found: ReadonlyMap<string, readonly ResolvedUser[]> = new Map();
  #stage: ListStage = { name: 'writing' };
  #chosen: ReadonlyMap<ListRow, ResolvedUser> = new Map();
  #error: ProvisioningError | undefined;
  #running: AbortController | undefined;
  #near: ReadonlyMap<string, readonly ResolvedUser[]> = new Map();
  #deleted: ReadonlyMap<string, DeletedUser> | undefined;
  #readingDeleted = false;
  #helpFailure: HelpFailure | undefined;
  readonly #match = createMemo(matchList);

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get text(): string {
    return this.#text;
  }

  get fileName(): string | undefined {
    return this.#fileName;
  }

  /** The column that was read of a file with headings. */
  get column(): string {
    return this.#column;
  }

  get stage(): ListStage {
    return this.#stage;
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  get tooLong(): boolean {
    return this.#rows.length >= listLimit;
  }

  get error(): ProvisioningError | undefined {
    return this.#error;
  }

  /** What became of each row, for these subscribers. */
  matches(subscribed: ReadonlySet<string>): readonly RowMatch[] {
    return this.#stage.name === 'checked' ? this.#match(this.#rows, this.#found, subscribed) : [];
  }

  /** Whom a row that nobody was found for nearly names. */
  nearTo({ identifier }: ListRow): readonly ResolvedUser[] {
    return (identifier && this.#near.get(identifierKey(identifier))) ?? [];
  }

  /** Whether it is known who was deleted. Nobody asks for it unless told to: it takes a role of its own. */
  get deletedState(): 'unknown' | 'reading' | 'known' {
    if (this.#readingDeleted) return 'reading';
    return this.#deleted ? 'known' : 'unknown';
  }

  /** Why suggestions, or who was deleted, are missing. */
  get helpFailure(): HelpFailure | undefined {
    return this.#helpFailure;
  }

  /** The deleted person that a row names. */
  deletedFor({ raw }: ListRow): DeletedUser | undefined {
    return this.#deleted?.get(raw.trim().toLowerCase());
  }

  chosenFor(row: ListRow): ResolvedUser | undefined {
    return this.#chosen.get(row);
  }

  /** Everybody to add: who was found, and who was chosen where several match. */
  listPeople(subscribed: ReadonlySet<string>): readonly ResolvedUser[] {
    const found = this.matches(subscribed).flatMap((match) => (match.kind === 'found' ? [match.user] : []));
    const chosen = [...this.#chosen.values()].filter(({ id }) => !subscribed.has(id));
    return [...new Map([...found, ...chosen].map((user) => [user.id, user])).values()];
  }

  write(text: string): void {
    this.#reset();
    this.#text = text;
    this.#host.requestUpdate();
  }

  choose(row: ListRow, user: ResolvedUser | undefined): void {
    const chosen = new Map(this.#chosen);
    if (user) chosen.set(row, user);
    else chosen.delete(row);
    this.#chosen = chosen;
    this.#host.requestUpdate();
  }

  clear(): void {
    this.write('');
  }

  async readFile(file: File, graph: GraphClient): Promise<void> {
    this.#reset();
    this.#text = '';
    this.#fileName = file.name;
    this.#host.requestUpdate();
    await this.#check(() => file.text(), graph);
  }

  /** Looks up everybody in the list. */
  check(graph: GraphClient): Promise<void> {
    const text = this.#text;
    this.#reset();
    return this.#check(() => Promise.resolve(text), graph);
  }

  /** Looks up who was deleted lately. */
  async readDeleted(graph: GraphClient): Promise<void> {
    if (this.#readingDeleted) return;
    this.#readingDeleted = true;
    await this.#help(async (signal) => {
      const users = await listDeletedUsers(graph, { signal });
      if (signal.aborted) return;
      this.#deleted = new Map(
        users.flatMap((user) =>
          [user.id, user.userPrincipalName, user.mail ?? user.userPrincipalName].map(
            (name) => [name.toLowerCase(), user] as const,
          ),
        ),
      );
    });
    this.#readingDeleted = false;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#running?.abort();
  }

  async #check(read: () => Promise<string>, graph: GraphClient): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const isCurrent = (): boolean => this.#running === running;
    try {
      const { rows, column = '' } = await parseList(await read());
      if (!isCurrent()) return;
      this.#rows = rows;
      this.#column = column;
      const identifiers = rows.flatMap(({ identifier }) => identifier ?? []);
      this.#setStage({ name: 'checking', done: 0, total: identifiers.length });
      const found = await resolveUsers(graph, identifiers, {
        signal: running.signal,
        onProgress: (done) =>
          isCurrent() && this.#setStage({ name: 'checking', done, total: identifiers.length }),
      });
      if (!isCurrent()) return;
      this.#found = found;
      this.#setStage({ name: 'checked' });
      await this.#suggest(graph);
    } catch (thrown) {
      if (!isCurrent()) return;
      this.#error = toProvisioningError(thrown);
      this.#setStage({ name: 'writing' });
    }
  }

  /** Suggestions come behind the answer, for the first rows that nobody was found for. */
  async #suggest(graph: GraphClient): Promise<void> {
    const lost = this.#rows
      .flatMap(({ identifier }) => identifier ?? [])
      .filter((identifier) => this.#found.get(identifierKey(identifier))?.length === 0)
      .slice(0, suggestionsSought);
    await this.#help(async (signal) => {
      const near = await suggestUsers(graph, lost, { signal });
      if (!signal.aborted) this.#near = near;
    });
  }

  /** Adds to an answer that stands without it: a failure is told beside it. */
  async #help(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const signal = this.#running?.signal;
    if (!signal) return;
    this.#helpFailure = undefined;
    this.#host.requestUpdate();
    try {
      await work(signal);
    } catch (thrown) {
      if (!signal.aborted)
        this.#helpFailure = { error: toProvisioningError(thrown), retry: () => void this.#help(work) };
    }
    this.#host.requestUpdate();
  }

  #setStage(stage: ListStage): void {
    this.#stage = stage;
    this.#host.requestUpdate();
  }

  #reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#fileName = undefined;
    this.#column = '';
    this.#rows = [];
    this.#found = new Map();
    this.#chosen = new Map();
    this.#error = undefined;
    this.#near = new Map();
    this.#deleted = undefined;
    this.#readingDeleted = false;
    this.#helpFailure = undefined;
    this.#stage = { name: 'writing' };
  }
}
