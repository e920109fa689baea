import { html, nothing, type TemplateResult } from 'lit';
import { findServiceName } from '../../../catalog/service-name.js';
import { icon } from '../../../icons.js';
import { errorWords } from '../../../localization/error-words.js';
import type { Entitlement } from '../../../model/holding/entitlement.js';
import { isFailed, type DirectoryUser } from '../../../model/holding/user.js';
import type { UserHistoryEntry } from '../../../store/journal/user-history.js';
import { openWorkspace } from '../../../ui/open-workspace.js';
import { renderPlaceLink } from '../../../ui/place-link.js';
import { renderErrorNotice } from '../../../ui/states/element-state.js';
import { nameOfPlan, type DetailParts } from './detail-parts.js';
import { renderFailure, renderPlans } from './render-detail-plans.js';
import { renderServices } from './render-detail-services.js';

/** All that is known of one user: state, errors with what helps, plans with their apps, workspaces, history. */
export function renderDetail(parts: DetailParts): TemplateResult {
  const { strings, user, onClose, onSubscribe, onUnsubscribe } = parts;
  const { text, common } = strings;
  return html`<div class="detail-head">
      <div>
        <div class="section"><bdi>${user.displayName}</bdi></div>
        <div class="muted small"><bdi>${user.userPrincipalName}</bdi></div>
      </div>
      <button class="button icon-only small" aria-label=${common.close} @click=${onClose}>
        ${icon('close')}
      </button>
    </div>
    ${renderBadges(parts)} ${user.licenses.filter(isFailed).map((license) => renderFailure(parts, license))}
    <div class="stack tight">
      <div class="label">${text.plans}</div>
      ${
        user.licenses.length === 0
          ? html`<p class="muted">${user.licensesUnknown ? text.plansUnknown : text.noPlans}</p>`
          : renderPlans(parts)
      }
    </div>
    ${renderWorkspaces(parts)} ${renderServices(parts)} ${renderHistory(parts)}
    <div class="row">
      <button class="button small" @click=${onSubscribe}>${text.subscribeTo}</button>
      <button class="button quiet small" @click=${() => onUnsubscribe()}>${text.unsubscribeFrom}</button>
    </div>`;
}

function renderSignIn(text: DetailParts['strings']['text'], { accountEnabled }: DirectoryUser): unknown {
  if (accountEnabled === undefined) return nothing;
  return accountEnabled
    ? html`<span class="badge ok">${icon('done')} ${text.signInAllowed}</span>`
    : html`<span class="badge warn">${icon('blocked')} ${text.signInDisabled}</span>`;
}

function renderBadges({ strings: { text, format }, user }: DetailParts): TemplateResult {
  return html`<div class="row badges">
    ${renderSignIn(text, user)}
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
  </div>`;
}

function renderWorkspaces({ provider, strings: { text }, user, workspaces }: DetailParts): TemplateResult {
  const lines = workspaces.flatMap(({ workspace: { id, draft, published } }) => {
    const wanted = draft.subscribers.includes(user.id);
    const has = published?.subscribers.includes(user.id) ?? false;
    return wanted || has
      ? [{ id, name: draft.name, note: wanted ? (has ? '' : text.notPublishedYet) : text.leavesSoon }]
      : [];
  });
  return html`<div class="stack tight">
    <div class="label">${text.workspaces}</div>
    ${
      lines.length === 0
        ? html`<p class="muted">${text.noWorkspaces}</p>`
        : html`<ul class="list">
            ${lines.map(
              ({ id, name, note }) =>
                html`<li>
                  <span class="grow">
                    ${renderPlaceLink(
                      provider.hrefOf({ tab: 'workspaces', workspaceId: id }),
                      html`<bdi>${name}</bdi>`,
                      () => openWorkspace(provider, id),
                    )}
                  </span>
                  ${note ? html`<span class="muted small">${note}</span>` : nothing}
                </li>`,
            )}
          </ul>`
    }
  </div>`;
}

function renderHistory(parts: DetailParts): TemplateResult {
  const { strings, detail } = parts;
  const { text, common } = strings;
  const { history } = detail;
  const { state } = history;
  return html`<div class="stack tight">
    <div class="label">${text.history}</div>
    ${state.status === 'loading' ? html`<p class="muted" role="status">${common.loading}</p>` : nothing}
    ${renderErrorNotice(parts, history.failure)}
    ${
      state.status !== 'ready'
        ? nothing
        : state.value.length === 0
          ? html`<p class="muted">${text.noHistory}</p>`
          : html`<ol class="history small">
              ${state.value.map((entry) => renderEntry(parts, entry))}
            </ol>`
    }
  </div>`;
}

function renderEntry(parts: DetailParts, entry: UserHistoryEntry): TemplateResult {
  const { strings } = parts;
  const { text, format } = strings;
  // Membership of a workspace's group is how a plan comes, not what somebody has of it.
  const names = (entitlements: readonly Entitlement[]): readonly string[] =>
    entitlements.flatMap((each) =>
      each.kind === 'plan'
        ? nameOfPlan(parts, each.skuId)
        : each.kind === 'service'
          ? // Only its provider knows its name, which is asked where a workspace gives it.
            (findServiceName(parts.detail.catalog.value, each) ?? text.oneService)
          : [],
    );
  return html`<li>
    <time datetime=${entry.at} class="muted">${format.dateTime(new Date(entry.at))}</time>
    <div>
      <bdi>${text.historyTitle(entry.kind, entry.workspaceName)}</bdi>
      ${names(entry.given).map((name) => html`<div>${icon('plus')} ${name}</div>`)}
      ${names(entry.taken).map((name) => html`<div>${icon('minus')} ${name}</div>`)}
      ${
        entry.status === 'failed'
          ? html`<div class="state bad">
              ${icon('failed')} ${entry.code ? errorWords(format)[entry.code].title : text.historyFailed}
            </div>`
          : nothing
      }
      ${entry.status === 'open' ? html`<div class="state muted">${icon('waiting')} ${text.pending}</div>` : nothing}
      ${entry.status === 'not-sent' ? html`<div class="state muted">${icon('not-yet')} ${text.notSent}</div>` : nothing}
    </div>
  </li>`;
}
