import { html, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UserSubscriberStrings } from '../../../localization/en/people/user-subscriber.js';
import type { DirectoryUser } from '../../../model/holding/user.js';
import { renderCombobox } from '../../../ui/combobox/render-combobox.js';
import { personState } from '../subscribers/subscriber-state.js';
import { markMatch } from './mark-match.js';
import type { FoundPeople, PeoplePicker } from './people-picker.js';

export interface SearchParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly picker: PeoplePicker;
  readonly subscribed: ReadonlySet<string>;
  readonly requireSynced: boolean;
  readonly renderError: () => unknown;
}

/** Finds people while one types, and adds them. */
export function renderSearch(parts: SearchParts): TemplateResult {
  const { strings, picker, subscribed, renderError } = parts;
  const { text } = strings;
  return renderCombobox({
    combobox: picker.combobox,
    id: 'people',
    label: text.searchLabel,
    listLabel: text.found,
    searching: text.searching,
    nothingFound: text.nobody,
    summary: ({ users, count }) => text.foundSome(users.length, count),
    option: (option, isActive, wanted) =>
      option === 'all' ? renderAddAll(parts) : renderPerson(parts, option, isActive, wanted),
    optionLook: (option) => (option === 'all' ? 'all' : ''),
    isDisabled: (option) => (option === 'all' ? picker.addingAll : subscribed.has(option.id)),
    foot: (found) => renderFoot(text, found),
    renderError,
  });
}

function renderPerson(
  { strings, subscribed, requireSynced }: SearchParts,
  user: DirectoryUser,
  isActive: boolean,
  wanted: string,
): TemplateResult {
  return html`<span class="grow">
      <bdi class="person-name">${markMatch(user.displayName, wanted)}</bdi>
      <span class="muted small">${markMatch(user.userPrincipalName, wanted)}</span>
    </span>
    <span class="muted small">${markMatch(user.department ?? '', wanted)}</span>
    ${renderMark(strings.text, user, subscribed.has(user.id), isActive, requireSynced)}`;
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

/** Everybody who matches, also those who are not shown. */
function renderAddAll({ strings: { text }, picker }: SearchParts): unknown {
  const count = picker.combobox.state.found?.value.count ?? 0;
  return picker.addingAll ? [icon('waiting'), text.adding] : [icon('people'), text.addAll(count)];
}

function renderFoot(text: UserSubscriberStrings, { users, count }: FoundPeople): TemplateResult {
  return html`<div class="drop-foot small muted">
    <span>${text.foundSome(users.length, count)}</span>
    <span class="keys" aria-hidden="true">
      <kbd>↑</kbd><kbd>↓</kbd> ${text.keys.move} <kbd>Enter</kbd> ${text.keys.add}
      <kbd>Esc</kbd> ${text.keys.close}
    </span>
  </div>`;
}
