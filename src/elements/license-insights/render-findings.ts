import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../icons.js';
import type { Finding } from '../../insights/finding.js';
import { findingGroups, type Confidence, type FindingGroup } from '../../model/usage/finding-kind.js';
import { dateFinding, describeFinding } from './describe-finding.js';
import { listReclaimable, nameOf, type InsightsParts } from './insights-parts.js';
import { renderKeepForm } from './render-keep-form.js';
import { renderPeople } from './render-people.js';

const groups: readonly FindingGroup[] = ['unassigned', 'unused', 'disorder'];
const bars: Readonly<Record<Confidence, number>> = { certain: 3, 'very-likely': 2, likely: 1 };

/** The findings in groups, each with what to do about it. */
export function renderFindings(parts: InsightsParts, findings: readonly Finding[]): TemplateResult {
  const { text } = parts.strings;
  return html`<table class="findings cards-when-narrow" part="findings">
    <caption class="visually-hidden">
      ${text.heading}
    </caption>
    <thead>
      <tr>
        <th scope="col">${text.finding}</th>
        <th scope="col" class="end">${text.people}</th>
        <th scope="col" class="end">${text.licenses}</th>
        ${parts.money ? html`<th scope="col" class="end">${text.aMonth}</th>` : nothing}
        <th scope="col">${text.howSure}</th>
        <th scope="col" class="end"><span class="visually-hidden">${text.action}</span></th>
      </tr>
    </thead>
    ${groups.map((group) => renderGroup(parts, group, findings))}
  </table>`;
}

function renderGroup(parts: InsightsParts, group: FindingGroup, findings: readonly Finding[]): unknown {
  const own = findings.filter(({ kind }) => findingGroups[kind] === group);
  if (own.length === 0) return nothing;
  return html`<tbody>
    <tr class="group">
      <th colspan=${parts.money ? 6 : 5} scope="rowgroup">${parts.strings.text.groups[group]}</th>
    </tr>
    ${repeat(
      own,
      ({ id }) => id,
      (finding) => renderFinding(parts, finding),
    )}
  </tbody>`;
}

function renderFinding(parts: InsightsParts, finding: Finding): TemplateResult {
  const { text, format, common } = parts.strings;
  const { title, note } = describeFinding(parts, finding);
  const open = parts.opened.has(finding.id);
  const hasPeople = finding.people > 0;
  const keepsPlan = parts.draft?.place === finding.id && !parts.draft.target.userId;
  return html`<tr class=${open ? 'open' : ''}>
      <th scope="row">
        <span class="finding">
          ${
            hasPeople
              ? html`<button
                  class="button icon-only small"
                  aria-expanded=${open ? 'true' : 'false'}
                  aria-label=${text.openFinding(title)}
                  @click=${() => parts.onOpen(finding)}
                >
                  ${icon('chevron', 'chevron')}
                </button>`
              : html`<span class="no-button"></span>`
          }
          <span class="grow">
            <span class="name">${title}</span>
            <span class="muted small note">
              ${note}${finding.kept.length > 0 ? `; ${text.kept(finding.kept.length)}` : ''}
            </span>
          </span>
        </span>
      </th>
      <td class="end ${hasPeople ? '' : 'none'}" data-label=${text.people}>
        ${hasPeople ? format.number(finding.people) : common.none}
      </td>
      <td class="end" data-label=${text.licenses}>${format.number(finding.licenses)}</td>
      ${
        parts.money
          ? html`<td
              class="end ${finding.monthlySaving === undefined ? 'none' : ''}"
              data-label=${text.aMonth}
            >
              ${
                finding.monthlySaving === undefined
                  ? common.none
                  : html`<strong>${parts.money(finding.monthlySaving)}</strong>`
              }
            </td>`
          : nothing
      }
      <td class="sure">${renderSureness(parts, finding)}</td>
      <td class="end todo">${renderAction(parts, finding, title)}</td>
    </tr>
    ${open ? renderDetail(parts, renderPeople(parts, finding, title)) : nothing}
    ${keepsPlan ? renderDetail(parts, renderKeepForm(parts, nameOf(parts, finding.skuId))) : nothing}`;
}

function renderDetail({ money }: InsightsParts, content: unknown): TemplateResult {
  return html`<tr class="detail">
    <td colspan=${money ? 6 : 5}>${content}</td>
  </tr>`;
}

function renderSureness(parts: InsightsParts, finding: Finding): TemplateResult {
  const { text } = parts.strings;
  const level = bars[finding.confidence];
  const at = dateFinding(parts, finding);
  const today = parts.now.getTime() - at.getTime() < 12 * 3_600_000;
  return html`<span>
    <span class="state">
      <span class="bars" aria-hidden="true">
        ${[1, 2, 3].map((bar) => html`<span class=${bar <= level ? 'on' : ''}></span>`)}
      </span>
      ${text.confidence[finding.confidence]}
    </span>
    <span class="muted small age">${today ? text.readAt(at) : text.age(at, parts.now)}</span>
  </span>`;
}

function renderAction(parts: InsightsParts, finding: Finding, title: string): unknown {
  const { text } = parts.strings;
  const { kind, skuId } = finding;
  switch (kind) {
    case 'unassigned':
      return html`<span class="row ends">
        <button
          class="button quiet small"
          aria-label=${text.keepPlanLabel(nameOf(parts, skuId))}
          @click=${() =>
            parts.onDraft({
              place: finding.id,
              target: skuId ? { skuId } : {},
              reason: '',
              until: '',
              existing: false,
              incomplete: false,
            })}
        >
          ${text.keep}
        </button>
        ${
          finding.on
            ? html`<button
                class="button small"
                aria-label=${text.remindLabel(nameOf(parts, skuId))}
                @click=${() => parts.onRemind(finding)}
              >
                ${icon('calendar')} ${text.remind}
              </button>`
            : nothing
        }
      </span>`;
    case 'expiring':
    case 'suspended':
    case 'assignment-error':
      return html`<button
        class="button small"
        aria-label=${text.showUsersOf(nameOf(parts, skuId))}
        @click=${() => skuId && parts.onShowUsers(skuId)}
      >
        ${text.showUsers}
      </button>`;
    default:
      return renderReclaim(parts, finding, title);
  }
}

function renderReclaim(parts: InsightsParts, finding: Finding, title: string): unknown {
  const { text } = parts.strings;
  const items = listReclaimable(finding, parts.isSelected);
  if (items.length === 0)
    return html`<button class="button small" @click=${() => parts.onOpen(finding)}>
      ${text.lookAt(finding.people)}
    </button>`;
  if (!parts.mayReclaim) return nothing;
  const orders = finding.kind === 'direct-and-group';
  return html`<button
    class="button small ${parts.opened.has(finding.id) ? 'primary' : ''}"
    part="reclaim"
    aria-label=${orders ? text.keepGroupLabel(items.length, title) : text.reclaimLabel(items.length, title)}
    @click=${() => parts.onReclaim(items)}
  >
    ${orders ? text.keepGroup(items.length) : text.reclaim(items.length)}
  </button>`;
}
