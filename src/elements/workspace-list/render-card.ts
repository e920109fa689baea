import { html, nothing, type TemplateResult } from 'lit';
import type { CatalogListing } from '../../catalog/catalog.js';
import { findServiceName } from '../../catalog/service-name.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { WorkspaceListStrings } from '../../localization/en/workspace/workspace-list.js';
import type { Plan } from '../../model/plan/plan.js';
import {
  draftDifference,
  hasUnpublishedChanges,
  type Stamp,
  type Workspace,
} from '../../model/workspace/workspace.js';
import { renderMenu, type MenuItem } from '../../ui/menu/menu.js';
import { renderPlaceLink } from '../../ui/place-link.js';
import { judgeWorkspace, statusBadges } from './workspace-status.js';

/** What a card needs of the element. */
export interface CardParts {
  readonly strings: StringsController<WorkspaceListStrings>;
  readonly headingLevel: number;
  /** Undefined while plans cannot be read: then they are counted, not named. */
  readonly plans: ReadonlyMap<string, Plan> | undefined;
  /** The name of a plan that the tenant lists no more, or its id. */
  readonly nameFormer: (skuId: string) => string;
  readonly catalog: CatalogListing | undefined;
  /** Names of the groups that carry plans, by id; those that may not be read are missing. */
  readonly groupNames: ReadonlyMap<string, string>;
  /** What somebody is called within a sentence, by object id; empty where that is not known. */
  readonly nameActor: (id: string) => string;
  /** Users whom the last publish failed for, by workspace id. */
  readonly failed: ReadonlyMap<string, number>;
  readonly menuOf: (workspace: Workspace) => readonly MenuItem[];
  /** Its address in the host's pages, if it has one. */
  readonly hrefOf: (workspace: Workspace) => string | undefined;
  /** Opens it here, unless the page does. Returns whether it did. */
  readonly open: (workspace: Workspace) => boolean;
  readonly review: (workspace: Workspace) => void;
}

export function renderCard(parts: CardParts, workspace: Workspace, index: number): TemplateResult {
  const { strings, headingLevel, failed, menuOf, hrefOf, open } = parts;
  const { text } = strings;
  const { draft } = workspace;
  const name = html`<bdi>${draft.name}</bdi>`;
  const failedCount = failed.get(workspace.id) ?? 0;
  const status = judgeWorkspace(workspace, failedCount);
  const [tone, shape] = statusBadges[status];
  return html`<li class="card" part="card">
    <div class="card-head">
      <div class="name" role="heading" aria-level=${headingLevel + 1}>
        ${renderPlaceLink(
          hrefOf(workspace),
          name,
          () => open(workspace),
          html`<button @click=${() => open(workspace)}>${name}</button>`,
        )}
      </div>
      ${renderMenu(`menu-${index}`, text.more(draft.name), menuOf(workspace))}
    </div>
    <div>
      <span class="badge ${tone}">
        ${icon(shape)} ${status === 'failed' ? text.failed(failedCount) : text[status]}
      </span>
    </div>
    <div class="stack tight">
      ${draft.description ? html`<p class="muted description">${draft.description}</p>` : nothing}
      <dl class="holds">
        <div>
          <dt>${icon('plan')}<span class="visually-hidden">${text.plans}</span></dt>
          <dd>${renderPlans(parts, workspace)}</dd>
        </div>
        <div>
          <dt>${icon('service')}<span class="visually-hidden">${text.services}</span></dt>
          <dd>${renderServices(parts, workspace)}</dd>
        </div>
        <div>
          <dt>${icon('people')}<span class="visually-hidden">${text.subscribers}</span></dt>
          <dd>${text.subscriberCount(draft.subscribers.length)} ${renderComing(parts, workspace)}</dd>
        </div>
        ${workspace.route === 'group' ? renderGroup(parts, workspace) : nothing}
      </dl>
    </div>
    <div class="actions">${renderAction(parts, workspace, failedCount)}${renderStamp(parts, workspace)}</div>
  </li>`;
}

function renderPlans({ strings: { text }, plans, nameFormer }: CardParts, { draft }: Workspace): unknown {
  if (draft.plans.length === 0) return html`<span class="muted">${text.noPlans}</span>`;
  if (!plans) return text.planCount(draft.plans.length);
  return text.list(draft.plans.map(({ skuId }) => plans.get(skuId)?.name ?? nameFormer(skuId)));
}

function renderServices({ strings: { text }, catalog }: CardParts, { draft }: Workspace): unknown {
  if (draft.services.length === 0) return html`<span class="muted">${text.noServices}</span>`;
  const names = draft.services.flatMap((service) => findServiceName(catalog, service) ?? []);
  return names.length < draft.services.length ? text.serviceCount(draft.services.length) : text.list(names);
}

/** The group that carries the plans, on the group route. */
function renderGroup({ strings: { text }, groupNames }: CardParts, { groupId }: Workspace): TemplateResult {
  const name = groupId === undefined ? undefined : groupNames.get(groupId);
  return html`<div>
    <dt>${icon('organization')}<span class="visually-hidden">${text.route}</span></dt>
    <dd>
      ${
        groupId === undefined
          ? html`<span class="muted">${text.byNewGroup}</span>`
          : html`${text.byGroup} ${name === undefined ? nothing : html`<strong>${name}</strong>`}`
      }
    </dd>
  </div>`;
}

function renderComing({ strings: { text } }: CardParts, workspace: Workspace): unknown {
  if (!workspace.published) return nothing;
  const { subscribersAdded, subscribersRemoved } = draftDifference(workspace);
  const words = [
    ...(subscribersAdded.length > 0 ? [text.newCount(subscribersAdded.length)] : []),
    ...(subscribersRemoved.length > 0 ? [text.leavingCount(subscribersRemoved.length)] : []),
  ];
  return words.length > 0 ? html`<span class="muted">${words.join(', ')}</span>` : nothing;
}

function renderAction(
  { strings, open, review }: CardParts,
  workspace: Workspace,
  failed: number,
): TemplateResult {
  const { text } = strings;
  const label = (action: string): string => `${action}, ${workspace.draft.name}`;
  switch (judgeWorkspace(workspace, failed)) {
    case 'unpublished':
    case 'deleting':
      return html`<button
        class="button primary small"
        aria-label=${label(text.review)}
        @click=${() => review(workspace)}
      >
        ${text.review}
      </button>`;
    case 'failed':
      return html`<button
        class="button small"
        aria-label=${label(text.seeFailed(failed))}
        @click=${() => review(workspace)}
      >
        ${text.seeFailed(failed)}
      </button>`;
    case 'never':
    case 'published':
      return html`<button class="button small" aria-label=${label(text.open)} @click=${() => open(workspace)}>
        ${text.open}
      </button>`;
  }
}

/** What a card says of who had a hand in the workspace last: the publish where nothing was edited since, else the edit. */
export function lastStamp(workspace: Workspace): Stamp {
  const { edited, lastPublish } = workspace;
  return lastPublish && !hasUnpublishedChanges(workspace) ? lastPublish : edited;
}

function renderStamp({ strings: { text }, nameActor }: CardParts, workspace: Workspace): TemplateResult {
  const stamp = lastStamp(workspace);
  const say = stamp === workspace.lastPublish ? text.publishedBy : text.edited;
  const when = text.date(new Date(stamp.at), new Date());
  return html`<bdi class="muted small">${say(when, nameActor(stamp.by))}</bdi>`;
}
