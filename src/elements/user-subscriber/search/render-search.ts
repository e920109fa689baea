import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SearchState } from '../../../controllers/search-controller.js';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UserSubscriberStrings } from '../../../localization/en/user-subscriber.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { personState } from '../subscribers/subscriber-state.js';
import { markMatch } from './mark-match.js';

export interface FoundPeople {
  readonly users: readonly DirectoryUser[];
  readonly count: number;
}

export interface SearchParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly state: SearchState<FoundPeople>;
  /** Whether the list is shown. */
  readonly open: boolean;
  /** The option that Enter adds, or -1. */
  readonly active: number;
  readonly subscribed: ReadonlySet<string>;
  readonly requireSynced: boolean;
  readonly addingAll: boolean;
  readonly renderError: () => unknown;
  readonly onType: (text: string) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  /** Takes the option of this index, as Enter does. */
  readonly onPick: (index: number) => void;
}

/** Finds people while one types. The focus stays in the field; arrows move in the list, Enter adds, Escape closes. */
export function renderSearch(parts: SearchParts): TemplateResult {
  const { strings, state, open, active, onType, onKeydown, onFocus, onBlur } = parts;
  const { text } = strings;
  return html`<div class="combo">
    <label class="search">
      ${icon('search')}
      <input
        aria-label=${text.searchLabel}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder=${text.searchLabel}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls="people"
        aria-expanded=${open}
        aria-activedescendant=${open && active >= 0 ? `person-${active}` : nothing}
        .value=${live(state.text)}
        @input=${(event: InputEvent) => onType((event.target as HTMLInputElement).value)}
        @keydown=${onKeydown}
        @focus=${onFocus}
        @blur=${onBlur}
      />
    </label>
    <div class="drop" ?hidden=${!open}>${renderDrop(parts)}</div>
    <span class="visually-hidden" role="status">${open ? describe(parts) : nothing}</span>
  </div>`;
}

function renderDrop(parts: SearchParts): unknown {
  const { strings, state, onPick, onKeydown } = parts;
  const { text } = strings;
  const found = state.found?.value;
  const users = found?.users ?? [];
  const list = html`<ul
    role="listbox"
    id="people"
    aria-label=${text.found}
    aria-busy=${state.searching}
    @pointerdown=${(event: Event) => event.preventDefault()}
    @click=${(event: Event) => onPick(indexOf(event))}
    @keydown=${onKeydown}
  >
    ${users.map((user, index) => renderOption(parts, user, index))}
    ${found && users.length > 1 ? renderAddAll(parts, found) : nothing}
  </ul>`;
  if (state.failure) return [list, html`<div class="drop-note">${parts.renderError()}</div>`];
  if (!found)
    return [list, html`<p class="drop-note muted">${state.searching ? text.searching : nothing}</p>`];
  if (found.users.length === 0)
    return [list, html`<p class="drop-note muted">${text.nobody(state.found?.text ?? '')}</p>`];
  return [list, renderFoot(parts, found)];
}

function renderOption(parts: SearchParts, user: DirectoryUser, index: number): TemplateResult {
  const { strings, state, active, subscribed } = parts;
  const isSubscribed = subscribed.has(user.id);
  const wanted = state.found?.text ?? '';
  return html`<li
    role="option"
    id="person-${index}"
    data-option=${index}
    class=${index === active ? 'active' : ''}
    aria-selected=${index === active}
    aria-disabled=${isSubscribed ? 'true' : nothing}
  >
    <span class="grow">
      <bdi class="person-name">${markMatch(user.displayName, wanted)}</bdi>
      <span class="muted small">${markMatch(user.userPrincipalName, wanted)}</span>
    </span>
    <span class="muted small">${markMatch(user.department ?? '', wanted)}</span>
    ${renderMark(strings.text, user, isSubscribed, index === active, parts.requireSynced)}
  </li>`;
}

function renderMark(
  text: UserSubscriberStrings,
  user: DirectoryUser,
  isSubscribed: boolean,
  isActive: boolean,
  requireSynced: boolean,
): TemplateResult {
  if (isSubscribed) return html`<span class="state muted mark">${icon('done')} ${text.subscribed}</span>`;
  switch (personState(user, requireSynced)) {
    case 'disabled':
      return html`<span class="state warn mark">${icon('blocked')} ${text.disabled}</span>`;
    case 'guest':
      return html`<span class="state warn mark">${icon('attention')} ${text.guest}</span>`;
    case 'not-synced':
      return html`<span class="state warn mark">${icon('attention')} ${text.notSynced}</span>`;
    default:
      return isActive
        ? html`<span class="state muted mark" aria-hidden="true">${icon('plus')} ${text.enterAdds}</span>`
        : html`<span class="mark"></span>`;
  }
}

/** The last option: everybody who matches, also those who are not shown. */
function renderAddAll(
  { strings: { text }, active, addingAll }: SearchParts,
  found: FoundPeople,
): TemplateResult {
  const index = found.users.length;
  return html`<li
    role="option"
    id="person-${index}"
    data-option=${index}
    class="all ${index === active ? 'active' : ''}"
    aria-selected=${index === active}
    aria-disabled=${addingAll ? 'true' : nothing}
  >
    ${addingAll ? [icon('waiting'), text.adding] : [icon('people'), text.addAll(found.count)]}
  </li>`;
}

function renderFoot({ strings: { text } }: SearchParts, { users, count }: FoundPeople): TemplateResult {
  return html`<div class="drop-foot small muted">
    <span>${text.foundSome(users.length, count)}</span>
    <span class="keys" aria-hidden="true">
      <kbd>↑</kbd><kbd>↓</kbd> ${text.keys.move} <kbd>Enter</kbd> ${text.keys.add}
      <kbd>Esc</kbd> ${text.keys.close}
    </span>
  </div>`;
}

function describe({ strings: { text }, state }: SearchParts): string {
  if (state.searching) return text.searching;
  if (!state.found) return '';
  const { users, count } = state.found.value;
  return users.length === 0 ? text.nobody(state.found.text) : text.foundSome(users.length, count);
}

function indexOf(event: Event): number {
  const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
  return option ? Number(option.dataset.option) : -1;
}
