import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../icons.js';
import { hasRules } from '../../model/app-rules.js';
import { appChoice, type AppChoice, type AppChoices } from '../../model/plan/app-choice.js';
import type { PlanAppId } from '../../model/plan/dependent-apps.js';
import type { Plan, PlanApp } from '../../model/plan/plan.js';
import { searchText } from '../../ui/match-text.js';
import { nameApp, type EditorParts } from './editor-parts.js';

/** Which apps the administrator sees. */
export interface AppsView {
  /** The search over plans: apps that match are shown first. */
  readonly search: string;
  /** The search within one plan, by SKU id. */
  readonly appSearches: ReadonlyMap<string, string>;
  readonly onAppSearch: (skuId: string, text: string) => void;
  /** Plans (SKU ids) of which all apps are shown. */
  readonly allApps: ReadonlySet<string>;
  readonly onAllApps: (skuId: string) => void;
  /** Plans (SKU ids) whose apps were unfolded: they stay so, whatever is decided. */
  readonly unfolded: ReadonlySet<string>;
  readonly onUnfold: (skuId: string) => void;
}

/** Apps shown before somebody asks for more, besides those that were decided about. */
const appsAtFirst = 5;
const choices = ['on', 'off', 'as-is'] as const satisfies readonly AppChoice[];

/** The apps of a picked plan, each to be turned on, off, or left as is. */
export function renderApps(parts: EditorParts, view: AppsView, plan: Plan): TemplateResult {
  const { text } = parts.strings;
  const chosen = parts.workspace.draft.plans.find(({ skuId }) => skuId === plan.skuId)?.apps ?? {};
  const apps = plan.apps.filter((app) => app.switchable);
  const counts = countChoices(apps, chosen);
  const appSearch = view.appSearches.get(plan.skuId) ?? '';
  const found = findApps(apps, appSearch, view.search);
  const shown =
    view.allApps.has(plan.skuId) || appSearch
      ? found
      : found.filter(
          ({ servicePlanId }, index) => index < appsAtFirst || appChoice(chosen, servicePlanId) !== 'as-is',
        );
  const open =
    view.unfolded.has(plan.skuId) || counts.on + counts.off > 0 || isFoundByApp(plan, apps, view.search);
  const onToggle = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) view.onUnfold(plan.skuId);
  };
  return html`<details class="apps" ?open=${open} @toggle=${onToggle}>
    <summary>
      ${icon('chevron', 'chevron')} <span class="label">${text.appsInPlan}</span>
      <span class="muted">${text.appCounts(apps.length, counts.on, counts.off, counts.asIs)}</span>
    </summary>
    <div class="toolbar">
      <label class="search">
        ${icon('search')}<span class="visually-hidden">${text.appsIn(plan.name)}</span>
        <input
          type="search"
          placeholder=${text.searchApps}
          .value=${appSearch}
          @input=${(event: InputEvent) =>
            view.onAppSearch(plan.skuId, (event.target as HTMLInputElement).value)}
        />
      </label>
      <span class="muted small grow">${text.asIsWhy}</span>
    </div>
    <ul class="list">
      ${repeat(
        shown,
        ({ servicePlanId }) => servicePlanId,
        (app) => renderApp(parts, plan, app, appChoice(chosen, app.servicePlanId)),
      )}
    </ul>
    ${
      found.length > shown.length
        ? html`<button class="button quiet small" @click=${() => view.onAllApps(plan.skuId)}>
            ${text.showMoreApps(found.length - shown.length)}
          </button>`
        : nothing
    }
  </details>`;
}

function renderApp(parts: EditorParts, plan: Plan, app: PlanApp, choice: AppChoice): TemplateResult {
  const { text } = parts.strings;
  const words: Readonly<Record<AppChoice, string>> = { on: text.on, off: text.off, 'as-is': text.asIs };
  const id = { skuId: plan.skuId, servicePlanId: app.servicePlanId };
  return html`<li class="app">
    <span class="grow">${app.name} ${choice === 'off' ? renderTurnedOff(parts, id) : nothing}</span>
    <fieldset class="segments small">
      <legend class="visually-hidden">${text.appChoice(app.name)}</legend>
      ${choices.map(
        (each) =>
          html`<label>
            <input
              type="radio"
              ?disabled=${parts.locked}
              class=${each === 'as-is' ? 'neutral' : ''}
              name="${plan.skuId} ${app.servicePlanId}"
              .checked=${live(each === choice)}
              @change=${() => parts.choose(id, each)}
            />
            <span data-text=${words[each]}>${words[each]}</span>
          </label>`,
      )}
    </fieldset>
  </li>`;
}

/** Why an app is off that nobody turned off, and the way back. */
function renderTurnedOff(parts: EditorParts, { skuId, servicePlanId }: PlanAppId): unknown {
  const { text } = parts.strings;
  const found = parts.turnedOff.find((app) => app.skuId === skuId && app.servicePlanId === servicePlanId);
  if (!found || parts.locked) return nothing;
  return html`<span class="state muted small turned-off">
    ${icon('info')} ${text.turnedOffWith(nameApp(parts, found.because))}
    <button
      class="button quiet small"
      aria-label=${text.undoTurnedOff(nameApp(parts, servicePlanId))}
      @click=${() => parts.keepOn(found)}
    >
      ${text.undo}
    </button>
  </span>`;
}

/** Those that are looked for first, then those that decide what the plan goes together with; the rest by name. Deciding about one does not move it. */
function findApps(apps: readonly PlanApp[], search: string, planSearch: string): readonly PlanApp[] {
  const wanted = searchText(search);
  const first = searchText(planSearch);
  const rank = ({ name, servicePlanId }: PlanApp): number => {
    if (!first.isEmpty && first.matches(name)) return 0;
    return hasRules(servicePlanId) ? 1 : 2;
  };
  return apps
    .filter(({ name, servicePlanName }) => wanted.matches(name, servicePlanName))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function isFoundByApp({ name, skuPartNumber }: Plan, apps: readonly PlanApp[], search: string): boolean {
  const wanted = searchText(search);
  if (wanted.isEmpty || wanted.matches(name, skuPartNumber)) return false;
  return apps.some((app) => wanted.matches(app.name));
}

function countChoices(
  apps: readonly PlanApp[],
  chosen: AppChoices,
): { readonly on: number; readonly off: number; readonly asIs: number } {
  const all = apps.map(({ servicePlanId }) => appChoice(chosen, servicePlanId));
  const on = all.filter((choice) => choice === 'on').length;
  const off = all.filter((choice) => choice === 'off').length;
  return { on, off, asIs: all.length - on - off };
}
