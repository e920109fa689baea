import { html, nothing } from 'lit';
import type { VirtualRowsController } from '../../../controllers/virtual-rows-controller.js';
import { icon, type IconName } from '../../../icons.js';
import type { PublishStrings } from '../../../localization/en/publish/publish-review.js';
import type { PublishWarning, UserChange } from '../../../model/publish/change-set.js';
import { summarizeSteps } from '../../../model/publish/step.js';
import type { Workspace } from '../../../model/workspace/workspace.js';
import { renderGrid } from '../../../ui/grid/render-grid.js';
import { searchText } from '../../../ui/match-text.js';
import type { Names, ReviewParts } from '../review-parts.js';
import { workspaceOf } from '../review-topic.js';

export type ChangeFilter = 'any' | 'gets' | 'loses' | 'apps' | 'warned';
const filters: readonly ChangeFilter[] = ['any', 'gets', 'loses', 'apps', 'warned'];

export interface ChangesParts extends ReviewParts {
  readonly rows: VirtualRowsController<UserChange>;
  readonly count: number;
  readonly text: string;
  readonly filter: ChangeFilter;
  /** Only these users are shown, when set. */
  readonly only: ReadonlySet<string> | undefined;
  readonly onSearch: (text: string) => void;
  readonly onFilter: (filter: ChangeFilter) => void;
  readonly onShowAll: () => void;
  readonly onExport: () => void;
}

/** Every change, user by user: what is shown is what is sent. */
export function renderChanges(parts: ChangesParts): unknown {
  const { strings, review, count, text: search, filter, only, onSearch, onFilter, onShowAll } = parts;
  const { text } = strings;
  if (review.changeSet.changes.length === 0) return nothing;
  return html`<div class="stack tight" part="changes">
    <div class="row toolbar">
      <div class="section grow">${text.changesHeading}</div>
      ${
        only
          ? html`<button class="button small" @click=${onShowAll}>${icon('close')} ${text.showAll}</button>`
          : nothing
      }
      <label class="search">
        ${icon('search')}
        <span class="visually-hidden">${text.findUser}</span>
        <input
          type="search"
          placeholder=${text.findUser}
          .value=${search}
          @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
        />
      </label>
      <label class="field">
        <span class="visually-hidden">${text.filterChanges}</span>
        <select
          @change=${(event: Event) => onFilter((event.target as HTMLSelectElement).value as ChangeFilter)}
        >
          ${filters.map(
            (value) =>
              html`<option value=${value} .selected=${value === filter}>${text.filters[value]}</option>`,
          )}
        </select>
      </label>
    </div>
    ${count === 0 ? html`<p class="muted" role="status">${text.nobodyFound}</p>` : renderList(parts)}
    <div class="row spread">
      <span class="muted small number" role="status"
        >${text.shownCount(count, review.changeSet.changes.length)}</span
      >
      <button class="button quiet small" @click=${parts.onExport}>
        ${icon('export')} ${text.exportReview}
      </button>
    </div>
  </div>`;
}

function renderList({ strings, rows, review, names }: ChangesParts): unknown {
  const { text } = strings;
  const warned = indexWarnings(review.changeSet.warnings);
  return renderGrid({
    label: text.changesHeading,
    rows,
    columns: [
      {
        name: text.user,
        isName: true,
        width: 'minmax(8.6em, 1.1fr)',
        cell: ({ displayName }) => html`<bdi>${displayName}</bdi>`,
      },
      {
        name: text.department,
        look: 'muted',
        width: 'minmax(7.2em, 0.6fr)',
        cell: ({ department }) => (department ? html`<bdi>${department}</bdi>` : nothing),
      },
      {
        name: text.changes,
        width: 'minmax(11.5em, 2fr)',
        cell: (change) => renderChange(text, change, names),
      },
      {
        name: text.goodToKnow,
        look: 'muted',
        width: 'minmax(7.2em, 1fr)',
        cell: (change) => renderNotes(strings, review, change, warned.get(change.userId) ?? []),
      },
    ],
  });
}

/** Plus what is given, minus what is taken, a pencil where only apps change. Screen readers hear words. */
export function renderChange(
  text: PublishStrings,
  { steps }: Pick<UserChange, 'steps'>,
  names: Names,
): unknown {
  const { licenses, giveServices, takeServices } = summarizeSteps(steps);
  const changed = new Set(licenses.changed);
  const item = (shape: IconName, tone: string, verb: string, name: string) =>
    html`<li class="change">
      ${icon(shape, tone)}<span class="visually-hidden">${verb}</span> <span>${name}</span>
    </li>`;
  return html`<ul class="changes">
    ${licenses.add.map(({ skuId }) =>
      changed.has(skuId)
        ? item('pencil', 'info', text.changeApps, names.plan(skuId))
        : item('plus', 'ok', text.assign, names.plan(skuId)),
    )}
    ${giveServices.map((service) => item('plus', 'ok', text.assign, names.service(service)))}
    ${licenses.remove.map((skuId) => item('minus', 'bad', text.take, names.plan(skuId)))}
    ${takeServices.map((service) => item('minus', 'bad', text.take, names.service(service)))}
  </ul>`;
}

function renderNotes(
  { text, format }: ReviewParts['strings'],
  review: ReviewParts['review'],
  { userId, steps }: UserChange,
  warnings: readonly PublishWarning['kind'][],
): unknown {
  const loss = warnings.includes('mailbox-lost')
    ? text.mailboxLost
    : warnings.includes('mailbox-shrinks')
      ? text.mailboxSmaller
      : warnings.includes('sole-license-removed')
        ? text.lastLicense
        : undefined;
  const { country } = summarizeSteps(steps);
  const note = country
    ? text.locationSet(format.country(country))
    : steps.some(({ kind }) => kind === 'ask-again')
      ? text.triedAgain
      : noteSubscription(text, workspaceOf(review), userId);
  return loss ? html`<span class="state warn">${icon('attention')} ${loss}</span> ${note}` : note;
}

/** Whether somebody is new in the workspace, or leaves it. */
function noteSubscription(text: PublishStrings, workspace: Workspace | undefined, userId: string): string {
  if (!workspace) return '';
  const { published, draft, deleting } = workspace;
  if (deleting || !draft.subscribers.includes(userId)) return text.leaving;
  return published?.subscribers.includes(userId) ? '' : text.newSubscriber;
}

function indexWarnings(
  warnings: readonly PublishWarning[],
): ReadonlyMap<string, readonly PublishWarning['kind'][]> {
  const byUser = new Map<string, PublishWarning['kind'][]>();
  for (const { kind, userIds } of warnings)
    for (const id of userIds) byUser.set(id, [...(byUser.get(id) ?? []), kind]);
  return byUser;
}

/** The changes that match the search and the filter, in the order in which they are made. */
export function selectChanges(
  changes: readonly UserChange[],
  warnings: readonly PublishWarning[],
  search: string,
  filter: ChangeFilter,
  only: ReadonlySet<string> | undefined,
): readonly UserChange[] {
  const wanted = searchText(search);
  const warned = indexWarnings(filter === 'warned' ? warnings : []);
  return changes.filter((change) => {
    if (only && !only.has(change.userId)) return false;
    if (!wanted.matches(change.displayName, change.userPrincipalName, change.department)) return false;
    if (filter === 'any') return true;
    return filter === 'warned' ? warned.has(change.userId) : matches(change, filter);
  });
}

function matches({ steps }: UserChange, filter: 'gets' | 'loses' | 'apps'): boolean {
  const { licenses, giveServices, takeServices } = summarizeSteps(steps);
  switch (filter) {
    case 'gets':
      return licenses.add.length > licenses.changed.length || giveServices.length > 0;
    case 'loses':
      return licenses.remove.length + takeServices.length > 0;
    case 'apps':
      return licenses.changed.length > 0;
  }
}
