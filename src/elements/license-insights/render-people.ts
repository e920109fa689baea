import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../icons.js';
import type { Finding, FindingItem } from '../../insights/finding.js';
import type { KeepTarget } from '../../model/usage/keep.js';
import { canReclaim, listPeople, nameOf, type InsightsParts, type PersonRow } from './insights-parts.js';
import { renderKeepForm } from './render-keep-form.js';

/** The people of a finding: who is reclaimed from, who is kept. */
export function renderPeople(parts: InsightsParts, finding: Finding, title: string): TemplateResult {
  const { text } = parts.strings;
  const people = listPeople(finding);
  const shown = people.slice(0, parts.shown(finding));
  const rest = people.length - shown.length;
  const takesMailboxes = finding.kind !== 'assignment-error' && finding.kind !== 'direct-and-group';
  return html`<div class="people" role="group" aria-label=${title}>
    <ul class="list">
      ${repeat(
        shown,
        ({ user, keep }) => `${user.id} ${keep ? 'kept' : ''}`,
        (person) => renderPerson(parts, finding, person),
      )}
    </ul>
    <div class="row spread">
      ${
        rest > 0
          ? html`<button class="button quiet small" @click=${() => parts.onShowMore(finding)}>
              ${text.showMore(rest)}
            </button>`
          : html`<span></span>`
      }
      ${takesMailboxes ? html`<span class="muted small">${text.mailboxNote}</span>` : nothing}
    </div>
  </div>`;
}

function renderPerson(parts: InsightsParts, finding: Finding, person: PersonRow): TemplateResult {
  const { user, items, keep } = person;
  const { text, common } = parts.strings;
  const plans = parts.strings.format.list(items.map(({ skuId }) => nameOf(parts, skuId)));
  const [reclaimable] = keep ? [] : items.filter((item) => canReclaim(finding, item));
  const key: KeepTarget = keep ?? { userId: user.id };
  const editing =
    parts.draft?.place === finding.id &&
    parts.draft.target.userId === key.userId &&
    parts.draft.target.skuId === key.skuId &&
    parts.draft.existing === (keep !== undefined);
  const who = html`<span>
    <bdi class="name">${user.displayName}</bdi>
    ${user.department ? html`<bdi class="muted small">${user.department}</bdi>` : nothing}
    <span class="plans">${plans}</span>
  </span>`;
  return html`<li class=${keep ? 'kept' : ''}>
    ${
      reclaimable
        ? html`<label class="check grow">
            <input
              type="checkbox"
              .checked=${parts.isSelected(finding, reclaimable)}
              @change=${() => parts.onSelect(finding, user.id)}
            />
            ${who}
          </label>`
        : html`<span class="check grow">${who}</span>`
    }
    ${
      keep
        ? html`<span class="muted small state">
              ${icon('lock')}
              ${text.keptWords(keep.reason, common.actorWithin(parts.findActor(keep.by)), parseDay(keep.until))}
            </span>
            <button
              class="button quiet small"
              aria-label=${text.changeLabel(user.displayName)}
              @click=${() =>
                parts.onDraft({
                  place: finding.id,
                  target: key,
                  reason: keep.reason,
                  until: keep.until ?? '',
                  existing: true,
                  incomplete: false,
                })}
            >
              ${text.change}
            </button>`
        : html`<span class="muted small">${describeWhy(parts, finding, items)}</span>
            <button
              class="button quiet small"
              aria-label=${text.keepLabel(user.displayName)}
              @click=${() =>
                parts.onDraft({
                  place: finding.id,
                  target: { userId: user.id },
                  reason: '',
                  until: '',
                  existing: false,
                  incomplete: false,
                })}
            >
              ${text.keep}
            </button>`
    }
    ${editing ? renderKeepForm(parts, user.displayName) : nothing}
  </li>`;
}

/** What is known of this person: since when, through which group, which error. */
function describeWhy(
  { strings: { text, format }, groupNames }: InsightsParts,
  { kind }: Finding,
  items: readonly FindingItem[],
): string {
  const [first] = items;
  const words: string[] = [];
  if (kind === 'sign-in-disabled') words.push(text.disabled);
  if (first?.since)
    words.push(kind === 'inactive' ? text.lastSignIn(first.since) : text.neverSince(first.since));
  if (kind === 'assignment-error') words.push(text.licenseError(first?.error));
  const groups = [...new Set(items.flatMap(({ groupIds }) => groupIds))];
  if (groups.length > 0) {
    const names = format.list([...new Set(groups.map((id) => groupNames.get(id) ?? text.aGroup))]);
    words.push(
      kind === 'direct-and-group' || kind === 'assignment-error'
        ? text.byGroup(names)
        : text.onlyByGroup(names),
    );
  }
  if (first?.appsLost?.length) words.push(text.appsLost(first.appsLost));
  return words.join('; ');
}

/** A stored day in the middle of it, so that it is the same day wherever it is read. */
export function parseDay(day: string | undefined): Date | undefined {
  return day ? new Date(`${day}T12:00:00`) : undefined;
}
