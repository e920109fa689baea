import { html, nothing } from 'lit';
import { summarizeSteps } from '../../model/publish/step.js';
import { listSettledByEdits, type MadeEditParts } from './blocked/render-made-edits.js';
import type { ReviewParts } from './review-parts.js';

/** The review in a few numbers: what people get and lose, services, who is blocked. */
export function renderFigures({ strings, review, base, names, made }: MadeEditParts): unknown {
  const { text } = strings;
  const { changes, blocked, unchangedCount } = review.changeSet;
  const gets = new Map<string, number>();
  const loses = new Map<string, number>();
  const services = { given: 0, taken: 0, users: 0 };
  let appsOnly = 0;
  for (const { steps } of changes) {
    const { licenses, giveServices, takeServices } = summarizeSteps(steps);
    const changed = new Set(licenses.changed);
    for (const { skuId } of licenses.add) if (!changed.has(skuId)) count(gets, skuId);
    for (const skuId of licenses.remove) count(loses, skuId);
    if (changed.size > 0 && changed.size === licenses.add.length && licenses.remove.length === 0)
      appsOnly += 1;
    services.given += giveServices.length;
    services.taken += takeServices.length;
    if (giveServices.length + takeServices.length > 0) services.users += 1;
  }
  const open = listUsers(blocked);
  // A license that a settled user gets may leave somebody else without one: what is settled is not what is no longer open.
  const settled = new Set([
    ...[...listUsers(base.changeSet.blocked)].filter((userId) => !open.has(userId)),
    ...listSettledByEdits(made, open),
  ]);
  return html`<dl class="figures" part="figures">
    ${largest(gets).map(([skuId, users]) => renderFigure(text.figures.get(names.plan(skuId)), users, strings))}
    ${largest(loses).map(([skuId, users]) => renderFigure(text.figures.lose(names.plan(skuId)), users, strings))}
    ${appsOnly > 0 ? renderFigure(text.figures.appsChange, appsOnly, strings) : nothing}
    ${
      services.users > 0
        ? renderFigure(
            text.figures.services,
            services.users,
            strings,
            nothing,
            text.figures.servicesNote(services.given, services.taken),
          )
        : nothing
    }
    ${
      open.size + settled.size > 0
        ? renderFigure(
            text.figures.blocked,
            open.size,
            strings,
            nothing,
            text.figures.blockedNote(settled.size, open.size),
          )
        : renderFigure(text.figures.right, unchangedCount, strings, nothing, text.figures.rightNote)
    }
  </dl>`;
}

/** One number with its name. */
export function renderFigure(
  label: string,
  value: number,
  { format }: Pick<ReviewParts['strings'], 'format'>,
  shape: unknown = nothing,
  note: unknown = '',
): unknown {
  return html`<div>
    <dt>${shape} ${label}</dt>
    <dd><span class="figure">${format.number(value)}</span> <span class="muted small">${note}</span></dd>
  </div>`;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The two plans that concern most people; the table below has all. */
function largest(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 2);
}

function listUsers(blocked: readonly { readonly userId: string }[]): ReadonlySet<string> {
  return new Set(blocked.map(({ userId }) => userId));
}
