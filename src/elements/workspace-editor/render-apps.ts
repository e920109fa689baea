import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../icons.js';
import { appChoice, type AppChoice, type AppChoices } from '../../model/app-choice.js';
import type { Plan, PlanApp } from '../../model/plan.js';
import { setAppChoice } from '../../model/workspace-editing.js';
import type { EditorParts } from './editor-parts.js';

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
}

/** Apps shown before somebody asks for more. */
const appsAtFirst = 5;
const choices = ['on', 'off', 'as-is'] as const satisfies readonly AppChoice[];

/** The apps of a picked plan, each to be switched on, off, or left as is. */
export function renderApps(parts: EditorParts, view: AppsView, plan: Plan): TemplateResult {
  const { text } = parts.strings;
  const chosen = parts.workspace.draft.plans.find(({ skuId }) => skuId === plan.skuId)?.apps ?? {};
  const apps = plan.apps.filter((app) => app.switchable);
  const counts = countChoices(apps, chosen);
  const appSearch = view.appSearches.get(plan.skuId) ?? '';
  const found = findApps(apps, chosen, appSearch, view.search);
  const shown = view.allApps.has(plan.skuId) || appSearch ? found : found.slice(0, appsAtFirst);
  const open = apps.length > 0 && (counts.on + counts.off > 0 || isFoundByApp(plan, apps, view.search));
  return html`<details class="apps" ?open=${open}>
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

function renderApp(
  { strings, edit }: EditorParts,
  plan: Plan,
  app: PlanApp,
  choice: AppChoice,
): TemplateResult {
  const { text } = strings;
  const words: Readonly<Record<AppChoice, string>> = { on: text.on, off: text.off, 'as-is': text.asIs };
  return html`<li class="app">
    <span class="grow">${app.name}</span>
    <fieldset class="segments small">
      <legend class="visually-hidden">${text.appChoice(app.name)}</legend>
      ${choices.map(
        (each) =>
          html`<label>
            <input
              type="radio"
              class=${each === 'as-is' ? 'neutral' : ''}
              name="${plan.skuId} ${app.servicePlanId}"
              .checked=${each === choice}
              @change=${() =>
                edit((workspace, stamp) =>
                  setAppChoice(workspace, plan.skuId, app.servicePlanId, each, stamp),
                )}
            />
            <span data-text=${words[each]}>${words[each]}</span>
          </label>`,
      )}
    </fieldset>
  </li>`;
}

/** Those that were decided about or are looked for first; the rest as Microsoft lists them. */
function findApps(
  apps: readonly PlanApp[],
  chosen: AppChoices,
  search: string,
  planSearch: string,
): readonly PlanApp[] {
  const wanted = search.trim().toLowerCase();
  const alsoWanted = planSearch.trim().toLowerCase();
  const isFirst = ({ servicePlanId, name }: PlanApp): number =>
    Number(
      !(
        appChoice(chosen, servicePlanId) !== 'as-is' ||
        (alsoWanted !== '' && name.toLowerCase().includes(alsoWanted))
      ),
    );
  return apps
    .filter(({ name, servicePlanName }) => `${name} ${servicePlanName}`.toLowerCase().includes(wanted))
    .sort((a, b) => isFirst(a) - isFirst(b) || a.name.localeCompare(b.name));
}

function isFoundByApp({ name, skuPartNumber }: Plan, apps: readonly PlanApp[], search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '' || `${name} ${skuPartNumber}`.toLowerCase().includes(wanted)) return false;
  return apps.some((app) => app.name.toLowerCase().includes(wanted));
}

export function countChoices(
  apps: readonly PlanApp[],
  chosen: AppChoices,
): { readonly on: number; readonly off: number; readonly asIs: number } {
  const all = apps.map(({ servicePlanId }) => appChoice(chosen, servicePlanId));
  const on = all.filter((choice) => choice === 'on').length;
  const off = all.filter((choice) => choice === 'off').length;
  return { on, off, asIs: all.length - on - off };
}
