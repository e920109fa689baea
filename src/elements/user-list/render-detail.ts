import { html, nothing } from 'lit';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';
import type { Plan } from '../../model/plan.js';
import { licenseSource, type DirectoryUser, type LicenseAssignment } from '../../model/user.js';
import type { StoredWorkspace } from '../../workspaces/workspace-store.js';
import { isFailed } from './judge-user.js';
import { sourceIcons } from './render-grid.js';

export interface DetailParts {
  readonly provider: ProviderController;
  readonly strings: StringsController<UserListStrings>;
  readonly user: DirectoryUser;
  readonly plans: ReadonlyMap<string, Plan>;
  /** Names of the groups that give this user a plan, where they may be read. */
  readonly groupNames: ReadonlyMap<string, string>;
  readonly workspaces: readonly StoredWorkspace[];
  readonly onClose: () => void;
}

/** All that is known of one user: state, errors with what helps, plans with their apps, workspaces. */
export function renderDetail(parts: DetailParts): unknown {
  const { strings, user, onClose } = parts;
  const { text, format, common } = strings;
  return html`<div class="detail-head">
      <div>
        <div class="section"><bdi>${user.displayName}</bdi></div>
        <div class="muted small"><bdi>${user.userPrincipalName}</bdi></div>
      </div>
      <button class="button icon-only small" aria-label=${common.close} @click=${onClose}>
        ${icon('close')}
      </button>
    </div>
    <div class="row">
      ${
        user.accountEnabled
          ? html`<span class="badge ok">${icon('done')} ${text.signInAllowed}</span>`
          : html`<span class="badge warn">${icon('blocked')} ${text.signInDisabled}</span>`
      }
      ${
        user.synced
          ? html`<span class="badge ok">${icon('sync')} ${text.synced}</span>`
          : html`<span class="badge">${icon('not-yet')} ${user.guest ? text.guest : text.cloudOnly}</span>`
      }
      ${
        user.usageLocation
          ? html`<span class="badge">${icon('place')} ${format.country(user.usageLocation)}</span>`
          : html`<span class="badge warn">${icon('place')} ${text.noLocation}</span>`
      }
    </div>
    ${user.licenses.filter(isFailed).map((license) => renderFailure(parts, license))}
    <div class="stack tight">
      <div class="label">${text.plans}</div>
      ${user.licenses.length === 0 ? html`<p class="muted">${text.noPlans}</p>` : renderPlans(parts)}
    </div>
    ${renderWorkspaces(parts)}`;
}

function renderFailure(
  { strings: { text }, plans }: DetailParts,
  { skuId, error }: LicenseAssignment,
): unknown {
  return html`<div class="notice bad">
    ${icon('failed')}
    <strong>${text.notActive(plans.get(skuId)?.name ?? skuId)}</strong>
    <p>${text.licenseErrorWhy(error)}</p>
  </div>`;
}

function renderPlans(parts: DetailParts): unknown {
  const { user, plans } = parts;
  const held = [...new Set(user.licenses.map(({ skuId }) => skuId))];
  const name = (skuId: string): string => plans.get(skuId)?.name ?? skuId;
  held.sort((a, b) => (name(a) < name(b) ? -1 : 1));
  return html`<ul class="plans">
    ${held.map((skuId) => html`<li>${renderPlan(parts, skuId, name(skuId))}</li>`)}
  </ul>`;
}

function renderPlan({ strings, user, plans, groupNames }: DetailParts, skuId: string, name: string): unknown {
  const { text } = strings;
  const source = licenseSource(user, skuId);
  const assignments = user.licenses.filter((license) => license.skuId === skuId);
  const failed = assignments.find(isFailed);
  const groups = assignments.flatMap(({ assignedByGroup }) => assignedByGroup ?? []);
  return html`<div class="row spread">
      <strong>${name}</strong>
      ${
        failed
          ? html`<span class="badge bad">${icon('failed')} ${text.licenseError(failed.error)}</span>`
          : source
            ? html`<span class="badge">${icon(sourceIcons[source])} ${text.sources[source]}</span>`
            : nothing
      }
    </div>
    ${groups.map(
      (id) =>
        html`<div class="muted small">
          ${icon('people')}
          <bdi>${groupNames.has(id) ? text.fromGroup(groupNames.get(id) ?? id) : text.fromSomeGroup}</bdi>
        </div>`,
    )}
    ${renderApps(strings, plans.get(skuId), assignments)}`;
}

/** An app works when any of the sources leaves it on. */
function renderApps(
  { text }: StringsController<UserListStrings>,
  plan: Plan | undefined,
  assignments: readonly LicenseAssignment[],
): unknown {
  const apps = plan?.apps.filter(({ switchable }) => switchable) ?? [];
  if (apps.length === 0) return nothing;
  const isOn = (id: string): boolean => assignments.some(({ disabledPlans }) => !disabledPlans.includes(id));
  const on = apps.filter(({ servicePlanId }) => isOn(servicePlanId)).length;
  return html`<details>
    <summary>
      ${icon('chevron', 'chevron')} ${text.apps(apps.length)}
      <span class="muted">${text.appsOn(on, apps.length - on)}</span>
    </summary>
    <ul class="list small">
      ${apps.map(
        ({ servicePlanId, name }) =>
          html`<li>
            <span class="grow">${name}</span>
            <span class="muted">${isOn(servicePlanId) ? text.appOn : text.appOff}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

function renderWorkspaces({ strings: { text }, user, workspaces }: DetailParts): unknown {
  const inDraft = workspaces.filter(({ workspace }) => workspace.draft.subscribers.includes(user.id));
  return html`<div class="stack tight">
    <div class="label">${text.workspaces}</div>
    ${
      inDraft.length === 0
        ? html`<p class="muted">${text.noWorkspaces}</p>`
        : html`<ul class="list">
            ${inDraft.map(
              ({ workspace: { draft, published } }) =>
                html`<li>
                  <bdi class="grow">${draft.name}</bdi>
                  ${
                    published?.subscribers.includes(user.id)
                      ? nothing
                      : html`<span class="muted small">${text.notPublishedYet}</span>`
                  }
                </li>`,
            )}
          </ul>`
    }
  </div>`;
}
