import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../../icons.js';
import { adminCenters } from '../../../microsoft/admin-centers.js';
import { listAppsOnlyDirect } from '../../../model/holding/direct-copy.js';
import { type LicenseAssignment, isFailed, licenseSource } from '../../../model/holding/user.js';
import type { AppStatus } from '../../../model/plan/app-status.js';
import { licenseKey } from '../../../services/licenses/license-dates.js';
import { renderErrorNotice } from '../../../ui/states/element-state.js';
import { sourceIcons } from '../grid/render-users.js';
import { nameOfPlan, type DetailParts } from './detail-parts.js';
import { findConflictingLicense, type ConflictingLicense } from './find-conflicting-license.js';
import { findNeed } from './find-need.js';

/** A license that does not work: why, and what helps. */
export function renderFailure(parts: DetailParts, license: LicenseAssignment): TemplateResult {
  const { strings, user, plans, detail, onShowHolders } = parts;
  const { text } = strings;
  const { skuId, error, assignedByGroup } = license;
  const conflicting = findConflictingLicense(user, license, plans, detail.refused.value);
  const group = assignedByGroup ? detail.groupNames.value?.get(assignedByGroup) : undefined;
  const { running, value: reprocessed, failure } = detail.reprocessing;
  // What removes the reason: the plan that is in the way, else the one that does not work.
  const inTheWay = [conflicting?.license, license].find(
    (each) => each?.assignedByGroup === null && listGivers(parts, each.skuId).length === 0,
  );
  return html`<div class="notice bad">
    ${icon('failed')}
    <strong>${text.notActive(nameOfPlan(parts, skuId))}</strong>
    <div class="body">
      ${assignedByGroup ? html`${group ? text.groupGivesIt(group) : text.someGroupGivesIt} ` : nothing}
      ${explain(parts, license, conflicting)} ${renderDate(parts, license, text.since)}
    </div>
    <div class="row">
      ${inTheWay ? renderTake(parts, inTheWay.skuId, text.takePlan(nameOfPlan(parts, inTheWay.skuId))) : nothing}
      ${
        error === 'CountViolation'
          ? html`<button class="button small" @click=${() => onShowHolders(skuId)}>
              ${text.showHolders}
            </button>`
          : nothing
      }
      ${
        assignedByGroup && detail.can('reprocess')
          ? html`<button
              class="button quiet small"
              aria-disabled=${running ? 'true' : nothing}
              @click=${() => void detail.reprocess(user.id)}
            >
              ${icon(running ? 'waiting' : 'refresh')} ${running ? text.reprocessing : text.reprocess}
            </button>`
          : nothing
      }
    </div>
    ${reprocessed && !running ? html`<p class="small" role="status">${text.reprocessed}</p>` : nothing}
    ${renderErrorNotice(parts, failure)}
  </div>`;
}

/** Why a license does not work, as exactly as it is known. */
function explain(
  parts: DetailParts,
  license: LicenseAssignment,
  conflicting: ConflictingLicense | undefined,
): string {
  const { text } = parts.strings;
  if (conflicting)
    return text.conflictWhy(
      conflicting.app,
      conflicting.conflictingApp,
      nameOfPlan(parts, conflicting.license.skuId),
    );
  const { error } = license;
  const need = error === 'DependencyViolation' ? findNeed(parts.user, license, parts.plans) : undefined;
  if (!need) return text.licenseErrorWhy(error);
  return need.has ? text.needMet(need.app, need.has) : text.needWhy(need.app, need.needsOneOf);
}

/** Every plan that the user holds: from where, what can be done about it, and its apps. */
export function renderPlans(parts: DetailParts): TemplateResult {
  const held = [...new Set(parts.user.licenses.map(({ skuId }) => skuId))];
  held.sort((a, b) => (nameOfPlan(parts, a) < nameOfPlan(parts, b) ? -1 : 1));
  return html`<ul class="plans">
    ${held.map(
      (skuId) =>
        html`<li
          class=${skuId === parts.skuId ? 'marked' : nothing}
          aria-current=${skuId === parts.skuId ? 'true' : nothing}
        >
          ${renderPlan(parts, skuId)}
        </li>`,
    )}
  </ul>`;
}

function renderPlan(parts: DetailParts, skuId: string): TemplateResult {
  const { strings, user } = parts;
  const { text } = strings;
  const source = licenseSource(user, skuId);
  const assignments = user.licenses.filter((license) => license.skuId === skuId);
  const failed = assignments.find(isFailed);
  return html`<div class="row spread">
      <strong>${nameOfPlan(parts, skuId)}</strong>
      <span class="row">
        ${failed ? html`<span class="badge bad">${icon('failed')} ${text.licenseError(failed.error)}</span>` : nothing}
        ${source ? html`<span class="badge">${icon(sourceIcons[source])} ${text.sources[source]}</span>` : nothing}
      </span>
    </div>
    ${assignments.map((license) => (license.assignedByGroup ? renderGroup(parts, license, license.assignedByGroup) : nothing))}
    ${source === 'group' ? nothing : renderDirect(parts, skuId)} ${renderApps(parts, skuId, assignments)}`;
}

/** The group that gives a plan, and where that is changed: nothing can be taken from the user here. */
function renderGroup(parts: DetailParts, license: LicenseAssignment, id: string): TemplateResult {
  const { provider, strings, detail, workspaces } = parts;
  const { text } = strings;
  const name = detail.groupNames.value?.get(id);
  const owner = workspaces.find(({ workspace }) => workspace.groupId === id)?.workspace.draft.name;
  return html`<div class="small">
    <span class="muted">
      ${icon('people')}
      <bdi>${name === undefined ? text.fromSomeGroup : text.fromGroup(name)}</bdi>
    </span>
    <p class="muted">
      ${renderDate(parts, license, text.lastChanged)}
      ${
        owner === undefined
          ? html`${text.changeInGroup}
              <a
                class="link"
                target="_blank"
                rel="noreferrer"
                href=${`${adminCenters[provider.auth?.cloud.name ?? 'global']}/#view/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Members/groupId/${encodeURIComponent(id)}`}
                >${text.openGroup} ${icon('open-in-new')}</a
              >`
          : text.changeInWorkspace(owner)
      }
    </p>
  </div>`;
}

/** What can be done about a direct license: through the workspace that gives it, else by taking it away. */
function renderDirect(parts: DetailParts, skuId: string): TemplateResult {
  const { strings, user, plans, onUnsubscribe } = parts;
  const { text, format } = strings;
  const [giver] = listGivers(parts, skuId);
  const changed = renderDate(parts, { skuId }, text.lastChanged);
  if (giver)
    return html`<div class="row small">
      <span class="muted">${text.givenBy(giver.draft.name)} ${changed}</span>
      <button class="button quiet small" @click=${() => onUnsubscribe(giver.id)}>${text.unsubscribe}</button>
    </div>`;
  const plan = plans.get(skuId);
  const appsLost = plan && listAppsOnlyDirect(user, plan)?.map(({ name }) => name);
  const why = !appsLost
    ? text.heldBefore
    : appsLost.length > 0
      ? text.heldTwiceForApps(format.list(appsLost))
      : text.heldTwice;
  return html`<div class="row small">
    <span class="muted">${why} ${changed}</span>
    ${renderTake(parts, skuId, appsLost ? text.removeDirectCopy : text.unassign)}
  </div>`;
}

/** When something about a license changed last, once that is known. */
function renderDate(
  { detail }: DetailParts,
  license: Parameters<typeof licenseKey>[0],
  words: (date: Date) => string,
): unknown {
  const date = detail.licenseDates.value?.get(licenseKey(license));
  return date ? html`<span class="muted">${words(date)}</span>` : nothing;
}

function renderTake({ user, detail, onReclaim }: DetailParts, skuId: string, words: string): unknown {
  if (!detail.can('reclaim')) return nothing;
  return html`<button class="button small" @click=${() => onReclaim([{ userId: user.id, skuId }])}>
    ${words}
  </button>`;
}

/** The published workspaces that give this user the plan directly, so that they would give it again. */
function listGivers({ user, workspaces }: DetailParts, skuId: string) {
  return workspaces
    .map(({ workspace }) => workspace)
    .filter(
      ({ published }) =>
        published?.subscribers.includes(user.id) && published.plans.some((plan) => plan.skuId === skuId),
    );
}

/** The apps of a plan, with how far Microsoft is with each. An app works when any of the sources leaves it on. */
function renderApps(parts: DetailParts, skuId: string, assignments: readonly LicenseAssignment[]): unknown {
  const { strings, plans, detail } = parts;
  const { text } = strings;
  const apps = plans.get(skuId)?.apps.filter(({ switchable }) => switchable) ?? [];
  if (apps.length === 0) return nothing;
  const isOn = (id: string): boolean => assignments.some(({ disabledPlans }) => !disabledPlans.includes(id));
  const on = apps.filter(({ servicePlanId }) => isOn(servicePlanId)).length;
  const statuses = detail.appStatuses.value?.get(skuId);
  const words = (id: string): TemplateResult => {
    const status: AppStatus = statuses?.get(id) ?? (isOn(id) ? 'Success' : 'Disabled');
    const waiting = status.startsWith('Pending');
    return html`<span class="state ${status === 'Error' ? 'bad' : 'muted'}">
      ${status === 'Error' ? icon('failed') : waiting ? icon('waiting') : nothing} ${text.appStatuses[status]}
    </span>`;
  };
  return html`<details>
    <summary>
      ${icon('chevron', 'chevron')} ${text.apps(apps.length)}
      <span class="muted">${text.appsOn(on, apps.length - on)}</span>
    </summary>
    <ul class="list small">
      ${apps.map(({ servicePlanId, name }) => html`<li><span class="grow">${name}</span>${words(servicePlanId)}</li>`)}
    </ul>
  </details>`;
}
