import { html, type TemplateResult } from 'lit';
import type { consoleStrings } from '../../localization/en/provisioning-console.js';
import { consoleTabs, type ConsoleTab } from '../../model/address/place.js';
import { isPlainClick } from '../../ui/place-link.js';

export interface TabsParts {
  readonly text: ReturnType<typeof consoleStrings>;
  readonly tab: ConsoleTab;
  /** Where a tab leads as a link; undefined where it is a button. */
  readonly hrefOf: (tab: ConsoleTab) => string | undefined;
  readonly open: (tab: ConsoleTab) => void;
  /** Opens a tab and gives it the focus. */
  readonly moveTo: (tab: ConsoleTab) => void;
}

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function renderTabs(parts: TabsParts): TemplateResult {
  return html`<div
    class="tabs"
    part="tabs"
    role="tablist"
    aria-label=${parts.text.tabsLabel}
    @keydown=${(event: KeyboardEvent) => onKeydown(event, parts)}
  >
    ${consoleTabs.map((tab) => renderTab(tab, parts))}
  </div>`;
}

function renderTab(tab: ConsoleTab, parts: TabsParts): TemplateResult {
  const { text, hrefOf, open } = parts;
  const href = hrefOf(tab);
  const selected = tab === parts.tab ? 'true' : 'false';
  const tabIndex = tab === parts.tab ? 0 : -1;
  if (href === undefined)
    return html`<button
      role="tab"
      id="tab-${tab}"
      aria-selected=${selected}
      aria-controls="panel"
      tabindex=${tabIndex}
      @click=${() => open(tab)}
    >
      ${text.tabs[tab]}
    </button>`;
  const onClick = (event: MouseEvent): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    open(tab);
  };
  return html`<a
    role="tab"
    id="tab-${tab}"
    href=${href}
    aria-selected=${selected}
    aria-controls="panel"
    tabindex=${tabIndex}
    @click=${onClick}
    >${text.tabs[tab]}</a
  >`;
}

function onKeydown(event: KeyboardEvent, { tab, open, moveTo }: TabsParts): void {
  const { key, target, currentTarget } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const focused = consoleTabs.find((each) => (target as HTMLElement).id === `tab-${each}`);
  // A link knows Enter alone; a tab is opened by the space bar too.
  if (key === ' ' && focused && target instanceof HTMLAnchorElement) {
    event.preventDefault();
    return open(focused);
  }
  const isRtl = (currentTarget as HTMLElement).matches(':dir(rtl)');
  const [forward, backward] = isRtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const at = consoleTabs.indexOf(focused ?? tab);
  const targets: Readonly<Record<string, number>> = {
    [forward]: (at + 1) % consoleTabs.length,
    [backward]: at - 1,
    Home: 0,
    End: -1,
  };
  const to = consoleTabs.at(targets[key] ?? Number.NaN);
  if (targets[key] === undefined || !to) return;
  event.preventDefault();
  moveTo(to);
}

/** Scrolls the row of tabs, and nothing else, so that a tab is seen. */
export function revealTab(root: ParentNode, tab: ConsoleTab): void {
  const button = root.querySelector(`#tab-${tab}`);
  const row = button?.parentElement;
  if (!button || !row) return;
  const [own, seen] = [button.getBoundingClientRect(), row.getBoundingClientRect()];
  if (own.left < seen.left) row.scrollLeft -= seen.left - own.left;
  else if (own.right > seen.right) row.scrollLeft += own.right - seen.right;
}
