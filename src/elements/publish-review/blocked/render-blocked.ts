import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon, type IconName } from '../../../icons.js';
import type { BlockReason } from '../../../model/publish/block.js';
import { isListOpen, renderWhoToggle } from '../lists/who-list.js';
import type { BlockedGroup } from './blocked-groups.js';
import { renderBlockedUsers } from './render-blocked-users.js';
import { renderExceptions, type ExceptionParts } from './render-exceptions.js';
import { renderMadeEdits } from './render-made-edits.js';
import { renderRemedies, type RemedyParts } from './render-remedies.js';
import { renderSettled } from './render-settled.js';
import { renderWaiting } from './render-waiting.js';

export interface BlockedParts extends RemedyParts, ExceptionParts {}

const icons: Readonly<Record<BlockReason, readonly [shape: IconName, tone: string]>> = {
  'user-missing': ['not-yet', 'muted'],
  'licenses-unreadable': ['attention', 'warn'],
  'usage-location-missing': ['place', 'warn'],
  'not-synced': ['sync', 'warn'],
  'sign-in-disabled': ['blocked', 'warn'],
  guest: ['person', 'warn'],
  'plan-suspended': ['paused', 'bad'],
  'plan-not-assignable': ['blocked', 'bad'],
  'apps-conflict': ['attention', 'warn'],
  'prerequisite-missing': ['failed', 'bad'],
  'no-licenses-left': ['plan', 'bad'],
  'licensed-by-group': ['people', 'info'],
  'given-by-workspace': ['plan', 'info'],
  'changed-since': ['pencil', 'info'],
  'service-unavailable': ['blocked', 'warn'],
  'group-not-ours': ['people', 'bad'],
};

/** Who is blocked, why, and what can be done about it, one click away. */
export function renderBlocked(parts: BlockedParts): unknown {
  const { strings, review, base } = parts;
  const { text } = strings;
  const { blocked } = review.changeSet;
  const groups = parts.groupBlocked(base.changeSet.blocked, blocked, review.decisions);
  const exceptions = renderExceptions(parts);
  if (groups.length + parts.made.length === 0 && exceptions === nothing) return nothing;
  const count = new Set(blocked.map(({ userId }) => userId)).size;
  return html`<div class="stack tight" part="blocked">
    <div class="row">
      <div class="section" role="status">${text.blockedHeading(count)}</div>
      ${count > 0 ? html`<span class="muted">${text.blockedNote}</span>` : nothing}
    </div>
    <div class="blocked">
      ${repeat(
        groups,
        ({ key }) => key,
        (group) => renderGroup(parts, group),
      )}
      ${renderMadeEdits(parts)} ${exceptions}
    </div>
  </div>`;
}

function renderGroup(parts: BlockedParts, group: BlockedGroup): unknown {
  const { strings, names } = parts;
  const { text } = strings;
  const { reason, blocks, skuId, open, settled } = group;
  const isSettled = open.length === 0;
  const [shape, tone] = isSettled ? (['done', 'ok'] as const) : icons[reason];
  const title = text.blockTitle(reason, skuId && names.plan(skuId));
  return html`<div class="block ${isSettled ? 'settled' : ''}" role="group" aria-label=${title}>
    ${icon(shape, tone)}
    <div class="why">
      <strong>${title}</strong>
      <span class="number">${text.people(isSettled ? settled.length : open.length)}</span>
      <p class="muted">
        ${explain(parts, group)} ${blocks === 'part' && !isSettled ? text.blocksPart : nothing}
        ${changesWorkspace(group) && parts.can('edit') ? text.editNote : nothing}
      </p>
    </div>
    <div class="row remedies">
      ${isSettled ? nothing : renderRemedies(parts, group)} ${renderSettled(parts, group)}
      ${renderToggle(parts, group)}
    </div>
    ${reason === 'group-not-ours' && !isSettled ? parts.groupUnread : nothing}
    ${isListOpen(parts, group.key) ? renderList(parts, group) : nothing}
  </div>`;
}

function explain(
  { strings: { text }, names, groupSummary: read }: BlockedParts,
  { reason, servicePlanIds, refusedAt, groupId, remedies }: BlockedGroup,
): string {
  const [first, second] = (servicePlanIds ?? []).map(names.app);
  if (first && second && reason === 'apps-conflict')
    return refusedAt ? text.refusedWhy(first, second, new Date(refusedAt)) : text.conflictWhy(first, second);
  if (first && second && reason === 'prerequisite-missing') return text.needsWhy(first, second);
  if (reason === 'group-not-ours' && groupId !== undefined && read.status === 'ready')
    return text.groupNotOurs(read.value.displayName, read.value.memberCount);
  return remedies.includes('forget') ? `${text.blockWhy[reason]} ${text.forgetWhy}` : text.blockWhy[reason];
}

/** Whether a remedy that is offered edits the workspace itself. */
function changesWorkspace({ open, remedies }: BlockedGroup): boolean {
  return open.length > 0 && remedies.some((remedy) => remedy === 'turn-app-off' || remedy === 'remove-plan');
}

/** Lists who it is; where a country is missing, with a choice for each. */
function renderToggle(parts: BlockedParts, { key, reason }: BlockedGroup): unknown {
  const { text } = parts.strings;
  if (reason === 'usage-location-missing') return renderWhoToggle(parts, key, text.chooseEach);
  if (reason === 'no-licenses-left') return renderWhoToggle(parts, key, text.chooseWaiting);
  return renderWhoToggle(parts, key);
}

function renderList(parts: BlockedParts, group: BlockedGroup): unknown {
  return group.reason === 'no-licenses-left' ? renderWaiting(parts, group) : renderBlockedUsers(parts, group);
}
