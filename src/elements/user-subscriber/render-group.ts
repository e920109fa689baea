import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserSubscriberStrings } from '../../localization/en/people/user-subscriber.js';
import type { Group } from '../../services/groups/groups.js';
import type { Combobox } from '../../ui/combobox/combobox.js';
import { renderCombobox } from '../../ui/combobox/render-combobox.js';
import type { GroupCopy } from './group-copy.js';
import { markMatch } from './search/mark-match.js';

export interface GroupParts {
  readonly strings: StringsController<UserSubscriberStrings>;
  readonly combobox: Combobox<readonly Group[], Group>;
  readonly copy: GroupCopy;
  readonly subscribed: ReadonlySet<string>;
  readonly renderSearchFailure: () => unknown;
  readonly renderReadFailure: () => unknown;
  readonly read: () => void;
  readonly add: () => void;
}

/** Finds a group and copies its people, once. */
export function renderGroup(parts: GroupParts): TemplateResult {
  const { copy } = parts;
  return copy.group ? renderChosen(parts, copy.group) : renderGroupSearch(parts);
}

function renderGroupSearch({ strings, combobox, renderSearchFailure }: GroupParts): TemplateResult {
  const { text } = strings;
  return renderCombobox({
    combobox,
    id: 'groups',
    label: text.groupLabel,
    listLabel: text.groupsFound,
    searching: text.searching,
    nothingFound: text.noGroup,
    option: ({ displayName, description }, _isActive, wanted) =>
      html`${icon('people')}
        <span class="grow">
          <bdi class="group-name">${markMatch(displayName, wanted)}</bdi>
          <span class="muted small">${description}</span>
        </span>`,
    renderError: renderSearchFailure,
  });
}

function renderChosen(parts: GroupParts, group: Group): TemplateResult {
  const { strings, copy, subscribed, read, add } = parts;
  const { text } = strings;
  const depths = [
    ['direct', text.direct],
    ['nested', text.nested],
  ] as const;
  const fresh = copy.members?.filter((id) => !subscribed.has(id)).length ?? 0;
  return html`<div class="stack tight">
    <div class="row">
      <span class="label">${text.groupChosen(group.displayName)}</span>
      <button class="button quiet small" @click=${() => copy.choose(undefined)}>${text.otherGroup}</button>
    </div>
    <p class="muted">${text.groupCopy}</p>
    <div class="row">
      <fieldset class="segments">
        <legend class="visually-hidden">${text.depth}</legend>
        ${depths.map(
          ([depth, words]) =>
            html`<label>
              <input
                type="radio"
                name="depth"
                .checked=${copy.depth === depth}
                @change=${() => copy.setDepth(depth)}
              />
              <span data-text=${words}>${words}</span>
            </label>`,
        )}
      </fieldset>
      <span class="muted small">${copy.depth === 'direct' ? text.directWhy : text.nestedWhy}</span>
    </div>
    ${parts.renderReadFailure()}
    <p role="status">
      ${
        copy.members
          ? copy.members.length === 0
            ? text.noMembers
            : text.members(copy.members.length, copy.members.length - fresh)
          : copy.reading
            ? text.readingMembers(copy.readCount)
            : nothing
      }
    </p>
    <div class="row">
      ${
        copy.members
          ? html`<button
              class="button primary"
              aria-disabled=${fresh === 0 ? 'true' : nothing}
              @click=${() => fresh > 0 && add()}
            >
              ${text.addSubscribers(fresh)}
            </button>`
          : html`<button
              class="button primary"
              aria-disabled=${copy.reading ? 'true' : nothing}
              @click=${() => !copy.reading && read()}
            >
              ${text.readMembers}
            </button>`
      }
    </div>
  </div>`;
}
