import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewParts } from '../review-parts.js';

export interface WhoListParts extends Pick<ReviewParts, 'strings'> {
  /** How many people of each list are shown, by its key. */
  readonly opened: ReadonlyMap<string, number>;
  readonly onOpen: (key: string, count: number) => void;
}

/** Users listed at first, and more each time. */
const listedUsers = 50;

export function isListOpen({ opened }: Pick<WhoListParts, 'opened'>, key: string): boolean {
  return (opened.get(key) ?? 0) > 0;
}

/** Those people of a list who are shown. */
export function takeListed<Person>(
  { opened }: Pick<WhoListParts, 'opened'>,
  key: string,
  people: readonly Person[],
): readonly Person[] {
  return people.slice(0, opened.get(key) ?? 0);
}

/** Opens and closes a list of people. */
export function renderWhoToggle(
  parts: WhoListParts,
  key: string,
  words: string = parts.strings.text.showWho,
): TemplateResult {
  const isOpen = isListOpen(parts, key);
  return html`<button
    class="button small quiet"
    aria-expanded=${isOpen}
    @click=${() => parts.onOpen(key, isOpen ? 0 : listedUsers)}
  >
    ${isOpen ? parts.strings.text.hideList : words}
  </button>`;
}

/**
 * A list of people, with the way to those who are not shown yet.
 *
 * @param list - `rows` are those shown, of `count` people
 */
export function renderWhoList(
  { strings: { text }, opened, onOpen }: WhoListParts,
  key: string,
  list: {
    readonly label: string;
    readonly rows: unknown;
    readonly count: number;
    readonly scrolls?: boolean;
  },
): TemplateResult {
  const listed = opened.get(key) ?? 0;
  return html`<ul class="list ${list.scrolls ? 'scrolls' : 'each'}" tabindex="0" aria-label=${list.label}>
    ${list.rows}
    ${
      list.count > listed
        ? html`<li>
            <span class="muted grow">${text.shownOf(1, listed, list.count)}</span>
            <button class="button small quiet" @click=${() => onOpen(key, listed + listedUsers)}>
              ${text.showMore}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}
