import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon, type IconName } from '../../../icons.js';
import type { UserSubscriberStrings } from '../../../localization/en/people/user-subscriber.js';
import type { ResolvedUser } from '../../../services/users/resolve-users.js';
import { createCsv, saveFile } from '../../../ui/csv.js';
import type { ListImport } from './list-import.js';
import type { MatchKind, RowMatch } from './match-list.js';
import type { ListRow } from './parse-list.js';

export interface ListParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly list: ListImport;
  readonly subscribed: ReadonlySet<string>;
  /** Rows to look at that are shown. */
  readonly rowsShown: number;
  readonly renderError: () => unknown;
  readonly check: () => void;
  readonly readFile: (file: File) => void;
  readonly renderHelpError: () => unknown;
  readonly readDeleted: () => void;
  readonly showMore: () => void;
  readonly add: () => void;
}

/** How each kind of row is marked. */
export const looks: Readonly<Record<MatchKind, readonly [shape: IconName, tone: string]>> = {
  found: ['done', 'ok'],
  subscribed: ['done', ''],
  twice: ['copy', ''],
  several: ['attention', 'warn'],
  'not-found': ['failed', 'bad'],
  'not-a-name': ['failed', 'bad'],
};

/** One row to look at: what the list says, what was found, and what can be done. */
export function renderListRow(parts: ListParts, match: RowMatch): TemplateResult {
  const { text } = parts.strings;
  const [shape, tone] = looks[match.kind];
  return html`<tr>
    <td><code dir="ltr">${match.row.raw}</code></td>
    <td class="end" data-label=${text.line}>${match.row.line}</td>
    <td><span class="state ${tone}">${icon(shape)} ${describe(parts, match)}</span></td>
    <td>${renderChoice(parts, match)}</td>
  </tr>`;
}

function renderChoice(parts: ListParts, match: RowMatch): unknown {
  const { text } = parts.strings;
  switch (match.kind) {
    case 'several':
      return renderSelect(parts, match.row, match.users, text.choosePersonFor(match.row.raw));
    case 'not-found':
      return renderNear(parts, match.row);
    case 'not-a-name':
      return html`<span class="muted"
        >${/^\s*[=+\-@]/.test(match.row.raw) ? text.formula : text.leftOut}</span
      >`;
    case 'found':
    case 'subscribed':
    case 'twice':
      return nothing;
  }
}

/** Who was probably meant. Nobody is taken for somebody else unless the administrator says so. */
function renderNear(parts: ListParts, row: ListRow): unknown {
  const { strings, list, subscribed } = parts;
  const { text } = strings;
  const people = list.nearTo(row);
  const [person] = people;
  if (!person) return html`<span class="muted">${text.leftOut}</span>`;
  if (people.length > 1) return renderSelect(parts, row, people, text.didYouMeanFor(row.raw));
  if (subscribed.has(person.id))
    return html`<span class="muted">${text.nearSubscribed(person.userPrincipalName)}</span>`;
  const chosen = list.chosenFor(row) !== undefined;
  return html`<span class="near">
    <span>${chosen ? text.using(person.displayName) : text.didYouMean(person.displayName)}</span>
    <span class="muted small">${person.userPrincipalName}</span>
    <button
      class="button small"
      aria-label=${chosen ? text.undoUsing(person.displayName) : text.useFor(person.displayName, row.raw)}
      @click=${() => list.choose(row, chosen ? undefined : person)}
    >
      ${chosen ? text.undo : text.useThisPerson}
    </button>
  </span>`;
}

function renderSelect(
  { strings: { text }, list }: ListParts,
  row: ListRow,
  users: readonly ResolvedUser[],
  label: string,
): TemplateResult {
  return html`<select
    aria-label=${label}
    @change=${(event: Event) =>
      list.choose(
        row,
        users.find(({ id }) => id === (event.target as HTMLSelectElement).value),
      )}
  >
    <option value="">${text.choosePerson}</option>
    ${users.map(
      (user) =>
        html`<option value=${user.id} .selected=${list.chosenFor(row)?.id === user.id}>
          ${user.displayName}, ${user.userPrincipalName}
        </option>`,
    )}
  </select>`;
}

/** Who was deleted is read only when somebody asks: it takes a role besides the permission. */
export function renderReadDeleted({ strings: { text }, list, readDeleted }: ListParts): TemplateResult {
  const state = list.deletedState;
  if (state === 'known') return html`<span class="muted small" role="status">${text.deletedLooked}</span>`;
  return html`<button
    class="button quiet small"
    aria-disabled=${state === 'reading' ? 'true' : nothing}
    @click=${readDeleted}
  >
    ${state === 'reading' ? [icon('waiting'), text.searching] : [icon('trash'), text.lookDeleted]}
  </button>`;
}

function describe({ strings, list }: ListParts, match: RowMatch): string {
  const { text, format } = strings;
  switch (match.kind) {
    case 'several':
      return text.severalPeople(match.users.length);
    case 'not-found': {
      const deleted = list.deletedFor(match.row);
      return deleted ? text.deletedAgo(format.relative(deleted.deletedAt, new Date())) : text.notFound;
    }
    case 'not-a-name':
      return text.notAName;
    case 'found':
    case 'subscribed':
    case 'twice':
      return text.tally[match.kind];
  }
}

/** Writes the rows to look at into a file, as they are and with whom they may mean. */
export async function exportRows(parts: ListParts, matches: readonly RowMatch[]): Promise<void> {
  const { text } = parts.strings;
  const rows = matches.map((match) => [
    match.row.line,
    match.row.raw,
    describe(parts, match),
    namesOf(parts, match).join('; '),
  ]);
  const header = [text.line, text.inTheList, text.whatWeFound, text.perhaps];
  saveFile(await createCsv(header, rows), text.rowsFile);
}

/** Whom a row may mean. */
function namesOf({ list }: ListParts, match: RowMatch): readonly string[] {
  const users = match.kind === 'several' ? match.users : list.nearTo(match.row);
  return users.map(({ userPrincipalName }) => userPrincipalName);
}

/** Rows that somebody has to look at still: nobody sure was found, and nobody was chosen. */
export function listUnsettled({ list, subscribed }: ListParts): readonly RowMatch[] {
  return list
    .matches(subscribed)
    .filter((match) => needsLook(match) && list.chosenFor(match.row) === undefined);
}

/** Whether nobody sure was found for a row. */
export function needsLook({ kind }: RowMatch): boolean {
  return kind === 'several' || kind === 'not-found' || kind === 'not-a-name';
}
