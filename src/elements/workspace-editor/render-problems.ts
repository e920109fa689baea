import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons.js';
import { planObstacle, type Plan } from '../../model/plan/plan.js';
import type { MissingApp, PlanConflict } from '../../model/workspace/draft-check.js';
import { nameApp, namePlan, type EditorParts } from './editor-parts.js';

/** What is wrong with a picked plan beside the others, each with what settles it. Shown at the first plan concerned. */
export function renderProblems(parts: EditorParts, plan: Plan): unknown {
  const { conflicts, missing } = parts.check;
  return [
    conflicts
      .filter(({ skuIds }) => skuIds[0] === plan.skuId)
      .map((conflict) => renderConflict(parts, conflict)),
    missing.filter(({ skuId }) => skuId === plan.skuId).map((each) => renderMissing(parts, each)),
  ];
}

function renderConflict(parts: EditorParts, conflict: PlanConflict): TemplateResult {
  const { strings, edit } = parts;
  const { text } = strings;
  const [a, b] = conflict.skuIds;
  const [nameA, nameB] = [namePlan(parts, a), namePlan(parts, b)];
  const title = conflict.refused
    ? text.refusedTogether(nameA, nameB)
    : a === b
      ? text.mayExcludeApps(nameA)
      : text.mayExclude(nameA, nameB);
  const pairs = conflict.apps.map(([x, y]) => [nameApp(parts, x), nameApp(parts, y)] as const);
  // The plan picked last is the news; the one before it is what it replaces.
  return html`<div class="notice warn" role="status">
    ${icon('attention')}
    <strong>${title}</strong>
    <p>${text.conflictPairs(pairs)} ${text.conflictNote}</p>
    <div class="body" ?hidden=${parts.locked}>
      <div class="row">
        ${
          a === b
            ? nothing
            : [b, a].map(
                (skuId) =>
                  html`<button class="button small" @click=${() => edit({ kind: 'remove-plan', skuId })}>
                    ${icon('swap')} ${text.takeOut(namePlan(parts, skuId))}
                  </button>`,
              )
        }
        ${renderTurnOff(parts, conflict)}
      </div>
    </div>
  </div>`;
}

/** Keeps both plans: what conflicts is turned off in the one that gives less. */
function renderTurnOff(parts: EditorParts, { skuIds, apps, weaker }: PlanConflict): TemplateResult {
  const { strings, turnOff } = parts;
  const { text } = strings;
  const skuId = skuIds[weaker];
  const off = [...new Set(apps.map((pair) => pair[weaker]))];
  const [only] = off;
  const label =
    off.length === 1 && only !== undefined
      ? text.turnOff(nameApp(parts, only))
      : text.turnOffMany(off.length, namePlan(parts, skuId));
  return html`<button
    class="button small"
    @click=${() => turnOff(off.map((servicePlanId) => ({ skuId, servicePlanId })))}
  >
    ${label}
  </button>`;
}

function renderMissing(parts: EditorParts, missing: MissingApp): TemplateResult {
  const { strings, turnOff } = parts;
  const { text } = strings;
  const name = nameApp(parts, missing.servicePlanId);
  return html`<div class="notice warn" role="status">
    ${icon('attention')}
    <strong>
      ${text.needs(
        name,
        missing.needsOneOf.filter((id) => isKnown(parts, id)).map((id) => nameApp(parts, id)),
      )}
    </strong>
    <p>${text.needsWhy}</p>
    <div class="body" ?hidden=${parts.locked}>
      <div class="row">
        ${renderSupply(parts, missing)}
        <button class="button small" @click=${() => turnOff([missing])}>${text.turnAppOff(name)}</button>
      </div>
    </div>
  </div>`;
}

/** Switches on the app that is needed where a picked plan has it off, else adds a plan that has it. */
function renderSupply(parts: EditorParts, { needsOneOf }: MissingApp): unknown {
  const { strings, workspace, plans, plansById, choose, edit } = parts;
  const { text } = strings;
  for (const { skuId } of workspace.draft.plans) {
    const app = plansById.get(skuId)?.apps.find((each) => needsOneOf.includes(each.servicePlanId));
    if (app)
      return html`<button
        class="button small"
        @click=${() => choose({ skuId, servicePlanId: app.servicePlanId }, 'on')}
      >
        ${text.turnOn(app.name)}
      </button>`;
  }
  const plan = plans.find(
    (each) => !planObstacle(each) && each.apps.some((app) => needsOneOf.includes(app.servicePlanId)),
  );
  if (!plan) return nothing;
  return html`<button class="button small" @click=${() => edit({ kind: 'add-plan', skuId: plan.skuId })}>
    ${icon('plus')} ${text.addPlan(plan.name)}
  </button>`;
}

function isKnown({ plans }: EditorParts, servicePlanId: string): boolean {
  return plans.some((plan) => plan.apps.some((app) => app.servicePlanId === servicePlanId));
}
