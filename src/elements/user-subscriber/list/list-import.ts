import type { ReactiveControllerHost } from 'lit';
import { ActionController, type Failure } from '../../../controllers/action-controller.js';
import type { GraphClient } from '../../../graph/graph-client.js';
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

/** Rows that nobody was found for and that suggestions are looked for; a list of strangers would ask for thousands. */
const suggestionsSought = 200;

/** A pasted or chosen list on its way to becoming subscribers. Nothing of it is stored. */
export class ListImport {
  readonly #host: ReactiveControllerHost;
  /** Who was found, by how the list names them. */
  readonly #checking: ActionController<ReadonlyMap<string, readonly ResolvedUser[]>>;
  /** Whom rows nearly name that nobody was found for. */
  readonly #suggesting: ActionController<ReadonlyMap<string, readonly ResolvedUser[]>>;
  /** Who was deleted lately, by every name of theirs. */
  readonly #readingDeleted: ActionController<ReadonlyMap<string, DeletedUser>>;
  #text = '';
  #fileName: string | undefined;
  #column = '';
  #rows: readonly ListRow[] = [];
  /** How far looking up is; undefined before it begins. */
  #progress: { readonly done: number; readonly total: number } | undefined;
  #chosen: ReadonlyMap<ListRow, ResolvedUser> = new Map();
  readonly #match = createMemo(matchList);

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#checking = new ActionController(host);
    this.#suggesting = new ActionController(host);
    this.#readingDeleted = new ActionController(host);
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
    if (this.#checking.value) return { name: 'checked' };
    return this.#checking.running && this.#progress
      ? { name: 'checking', ...this.#progress }
      : { name: 'writing' };
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  get tooLong(): boolean {
    return this.#rows.length >= listLimit;
  }

  get failure(): Failure | undefined {
    return this.#checking.failure;
  }

  /** What became of each row, for these subscribers. */
  matches(subscribed: ReadonlySet<string>): readonly RowMatch[] {
    const found = this.#checking.value;
    return found ? this.#match(this.#rows, found, subscribed) : [];
  }

  /** Whom a row that nobody was found for nearly names. */
  nearTo({ identifier }: ListRow): readonly ResolvedUser[] {
    return (identifier && this.#suggesting.value?.get(identifierKey(identifier))) ?? [];
  }

  /** Whether it is known who was deleted. Nobody asks for it unless told to: it takes a role of its own. */
  get deletedState(): 'unknown' | 'reading' | 'known' {
    if (this.#readingDeleted.running) return 'reading';
    return this.#readingDeleted.value ? 'known' : 'unknown';
  }

  /** Why suggestions, or who was deleted, are missing. */
  get helpFailure(): Failure | undefined {
    return this.#suggesting.failure ?? this.#readingDeleted.failure;
  }

  /** The deleted person that a row names. */
  deletedFor({ raw }: ListRow): DeletedUser | undefined {
    return this.#readingDeleted.value?.get(raw.trim().toLowerCase());
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
    if (this.#readingDeleted.running) return;
    await this.#readingDeleted.run(async (signal) => {
      const users = await listDeletedUsers(graph, { signal });
      return new Map(
        users.flatMap((user) =>
          [user.id, user.userPrincipalName, user.mail ?? user.userPrincipalName].map(
            (name) => [name.toLowerCase(), user] as const,
          ),
        ),
      );
    });
  }

  #check(read: () => Promise<string>, graph: GraphClient): Promise<void> {
    return this.#checking.run(async (signal) => {
      this.#progress = undefined;
      const { rows, column = '' } = await parseList(await read());
      signal.throwIfAborted();
      this.#rows = rows;
      this.#column = column;
      const identifiers = rows.flatMap(({ identifier }) => identifier ?? []);
      const onProgress = (done: number): void => {
        if (signal.aborted) return;
        this.#progress = { done, total: identifiers.length };
        this.#host.requestUpdate();
      };
      onProgress(0);
      const found = await resolveUsers(graph, identifiers, { signal, onProgress });
      signal.throwIfAborted();
      // Suggestions come behind the answer, for the first rows that nobody was found for.
      const lost = identifiers
        .filter((identifier) => found.get(identifierKey(identifier))?.length === 0)
        .slice(0, suggestionsSought);
      void this.#suggesting.run((stop) => suggestUsers(graph, lost, { signal: stop }));
      return found;
    });
  }

  #reset(): void {
    for (const action of [this.#checking, this.#suggesting, this.#readingDeleted]) action.reset();
    this.#fileName = undefined;
    this.#column = '';
    this.#rows = [];
    this.#chosen = new Map();
  }
}
