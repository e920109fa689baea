import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon, type IconName } from '../../icons.js';
import { countryCodes } from '../../model/countries.js';
import type { BlockReason, Remedy } from '../../model/publish-plan.js';
import { groupBlocked, type BlockedGroup } from './blocked-groups.js';
import { setAssignAnyway, setLeaveAsIs, setLeftOut, setLocations } from './decisions.js';
import type { ReviewParts } from './review-parts.js';
import type { WorkspaceEdit } from './workspace-edit.js';

export interface BlockedParts extends ReviewParts {
  /** Groups of which the users are listed, by key. */
  readonly opened: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly onEdit: (edit: WorkspaceEdit) => void;
}

const icons: Readonly<Record<BlockReason, readonly [shape: IconName, tone: string]>> = {
  'user-missing': ['not-yet', 'muted'],
  'usage-location-missing': ['place', 'warn'],
  'not-synced': ['sync', 'warn'],
  'sign-in-disabled': ['blocked', 'warn'],
  guest: ['person', 'warn'],
  'plan-suspended': ['paused', 'bad'],
  'plan-not-assignable': ['blocked', 'bad'],
  'apps-conflict': ['failed', 'bad'],
  'prerequisite-missing': ['failed', 'bad'],
  'no-licenses-left': ['plan', 'bad'],
  'licensed-by-group': ['people', 'info'],
  'given-by-workspace': ['plan', 'info'],
};

/** What is most often right comes first. */
const remedyOrder: readonly Remedy[] = [
  'set-usage-location',
  'leave-as-is',
  'switch-app-off',
  'leave-out',
  'assign-anyway',
  'remove-plan',
];

/** Users listed under a group; the search below finds the others. */
const listedUsers = 50;

/** Who is blocked, why, and what can be done about it, one click away. */
export function renderBlocked(parts: BlockedParts): unknown {
  const { strings, review, base } = parts;
  const { text } = strings;
  const groups = groupBlocked(base.plan.blocked, review.plan.blocked, review.decisions);
  if (groups.length === 0) return nothing;
  const count = new Set(review.plan.blocked.map(({ userId }) => userId)).size;
  return html`<div class="stack tight" part="blocked">
    <div class="row">
      <div class="section" role="status">${text.blockedHeading(count)}</div>
      <span class="muted">${text.blockedNote}</span>
    </div>
    <div class="blocked">
      ${repeat(
        groups,
        ({ key }) => key,
        (group) => renderGroup(parts, group),
      )}
    </div>
  </div>`;
}

function renderGroup(parts: BlockedParts, group: BlockedGroup): unknown {
  const { strings, names, opened } = parts;
  const { text } = strings;
  const { reason, skuId, open, settled } = group;
  const isSettled = open.length === 0;
  const [shape, tone] = isSettled ? (['done', 'ok'] as const) : icons[reason];
  const title = text.blockTitle(reason, skuId && names.plan(skuId));
  return html`<div class="block ${isSettled ? 'settled' : ''}" role="group" aria-label=${title}>
    ${icon(shape, tone)}
    <div class="why">
      <strong>${title}</strong>
      <span class="number">${text.users(isSettled ? settled.length : open.length)}</span>
      <p class="muted">${explain(parts, group)}</p>
    </div>
    <div class="row remedies">
      ${isSettled ? nothing : renderRemedies(parts, group)} ${renderSettled(parts, group)}
    </div>
    ${opened.has(group.key) ? renderUsers(parts, group) : nothing}
  </div>`;
}

function explain(
  { strings: { text }, names }: BlockedParts,
  { reason, servicePlanIds }: BlockedGroup,
): string {
  const [first, second] = (servicePlanIds ?? []).map(names.app);
  if (first && second && reason === 'apps-conflict') return text.conflictWhy(first, second);
  if (first && second && reason === 'prerequisite-missing') return text.needsWhy(first, second);
  return text.blockWhy[reason];
}

function renderRemedies(parts: BlockedParts, group: BlockedGroup): unknown {
  return remedyOrder
    .filter((remedy) => group.remedies.includes(remedy))
    .map((remedy) => renderRemedy(parts, group, remedy));
}

function renderRemedy(parts: BlockedParts, group: BlockedGroup, remedy: Remedy): unknown {
  const { strings, names, review, onDecide, onEdit, onToggle, opened } = parts;
  const { text, format } = strings;
  const { reason, skuId, open, servicePlanIds = [], proposedUsageLocation } = group;
  const ids = open.map(({ userId }) => userId);
  const { decisions } = review;
  const button = (words: string, act: () => void, quiet = false): unknown =>
    html`<button class="button small ${quiet ? 'quiet' : ''}" @click=${act}>${words}</button>`;
  switch (remedy) {
    case 'set-usage-location':
      return html`${
          proposedUsageLocation
            ? button(text.setLocation(format.country(proposedUsageLocation), ids.length), () =>
                onDecide(setLocations(decisions, ids, proposedUsageLocation)),
              )
            : nothing
        }
        <button
          class="button small quiet"
          aria-expanded=${opened.has(group.key)}
          @click=${() => onToggle(group.key)}
        >
          ${opened.has(group.key) ? text.chooseEachDone : text.chooseEach}
        </button>`;
    case 'leave-out':
      return button(
        text.leaveOut(ids.length),
        () => onDecide(setLeftOut(decisions, ids, true)),
        reason === 'usage-location-missing',
      );
    case 'assign-anyway':
      return button(text.assignAnyway, () => onDecide(setAssignAnyway(decisions, ids, reason, true)), true);
    case 'leave-as-is':
      return skuId
        ? button(text.leaveAsIs, () => onDecide(setLeaveAsIs(decisions, ids, skuId, true)))
        : nothing;
    case 'switch-app-off':
      return findSwitchableApps(parts, servicePlanIds).map((app) =>
        button(text.switchOff(names.app(app.servicePlanId)), () =>
          onEdit({ kind: 'switch-app-off', ...app }),
        ),
      );
    case 'remove-plan':
      return skuId && review.workspace.draft.plans.some((plan) => plan.skuId === skuId)
        ? button(text.removePlan(names.plan(skuId)), () => onEdit({ kind: 'remove-plan', skuId }), true)
        : nothing;
    case 'buy-licenses':
    case 'reclaim':
      // Neither is done in a review; the explanation beside the reason says what is missing.
      return nothing;
  }
}

/** Of the apps that conflict, those that the workspace itself gives. */
function findSwitchableApps(
  { review }: BlockedParts,
  servicePlanIds: readonly string[],
): { readonly skuId: string; readonly servicePlanId: string }[] {
  const own = new Set(review.workspace.draft.plans.map(({ skuId }) => skuId));
  return review.plans
    .filter(({ skuId }) => own.has(skuId))
    .flatMap(({ skuId, apps }) =>
      apps
        .filter((app) => app.switchable && servicePlanIds.includes(app.servicePlanId))
        .map(({ servicePlanId }) => ({ skuId, servicePlanId })),
    );
}

/** What was decided, with the way back. */
function renderSettled(parts: BlockedParts, { open, settled, reason, skuId }: BlockedGroup): unknown {
  const { strings, review, onDecide } = parts;
  const { text, format } = strings;
  const kinds = [...new Set(settled.map(({ by }) => by))];
  return kinds.map((kind) => {
    const ids = settled.filter(({ by }) => by === kind).map(({ userId }) => userId);
    const takeBack = (): void => {
      const { decisions } = review;
      if (kind === 'left-out') onDecide(setLeftOut(decisions, ids, false));
      else if (kind === 'location-set') onDecide(setLocations(decisions, ids, undefined));
      else if (kind === 'assigned-anyway') onDecide(setAssignAnyway(decisions, ids, reason, false));
      else if (kind === 'left-as-is' && skuId) onDecide(setLeaveAsIs(decisions, ids, skuId, false));
    };
    return html`<span class="state"
        >${icon('done', 'ok')} ${text.settled[kind]}
        ${open.length > 0 || kinds.length > 1 ? format.number(ids.length) : nothing}</span
      >
      ${
        kind === 'other'
          ? nothing
          : html`<button class="button small quiet" @click=${takeBack}>${icon('undo')} ${text.undo}</button>`
      }`;
  });
}

/** Each user with a country to choose. */
function renderUsers(parts: BlockedParts, group: BlockedGroup): unknown {
  const { strings, review, onDecide } = parts;
  const { text, format } = strings;
  const users = [...group.open, ...group.settled].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
  const countries = countryCodes
    .map((code) => ({ code, name: format.country(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, format.language));
  return html`<ul class="list each">
    ${repeat(
      users.slice(0, listedUsers),
      ({ userId }) => userId,
      ({ userId, displayName }) => {
        const chosen = review.decisions.usageLocations?.[userId] ?? '';
        return html`<li>
          <bdi class="grow">${displayName}</bdi>
          <select
            aria-label=${text.countryOf(displayName)}
            @change=${(event: Event) =>
              onDecide(
                setLocations(
                  review.decisions,
                  [userId],
                  (event.target as HTMLSelectElement).value || undefined,
                ),
              )}
          >
            <option value="" .selected=${chosen === ''}>${text.chooseCountry}</option>
            ${countries.map(
              ({ code, name }) => html`<option value=${code} .selected=${code === chosen}>${name}</option>`,
            )}
          </select>
        </li>`;
      },
    )}
    ${users.length > listedUsers ? html`<li class="muted">${text.shownOf(1, listedUsers, users.length)}</li>` : nothing}
  </ul>`;
}
