import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GraphClient } from '../../graph/graph-client.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import { resolveUsers, type ResolvedUser } from '../../services/resolve-users.js';
import { matchList, type RowMatch } from './match-list.js';
import { listLimit, parseList, type ListRow } from './parse-list.js';

/** How far a list got. */
export type ListStage =
  | { readonly name: 'writing' }
  | { readonly name: 'checking'; readonly done: number; readonly total: number }
  | { readonly name: 'checked' };

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
    return this.#stage.name === 'checked' ? matchList(this.#rows, this.#found, subscribed) : [];
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
    } catch (thrown) {
      if (!isCurrent()) return;
      this.#error = toProvisioningError(thrown);
      this.#setStage({ name: 'writing' });
    }
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
    this.#stage = { name: 'writing' };
  }
}
