import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';
import { closeOnEscape } from './menu-keys.js';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/**
 * A button that opens a list of things to do. It takes the focus; arrows move in it; Escape or a click elsewhere
 * closes it.
 *
 * @param label - the button's name; with a face it contains the words of that
 * @param face - what the button shows. Default: three dots
 */
export function renderMenu(
  id: string,
  label: string,
  items: readonly MenuItem[],
  face?: TemplateResult,
): TemplateResult {
  return html`<button
      class="button small ${face ? 'quiet' : 'icon-only'}"
      aria-label=${label}
      popovertarget=${id}
    >
      ${face ?? icon('more')}
    </button>
    <div popover id=${id} class="menu" @beforetoggle=${placeMenu} @keydown=${moveInMenu}>
      <ul>
        ${items.map(
          (item, index) =>
            html`<li>
              <button
                class="button quiet"
                ?autofocus=${index === 0}
                @click=${(event: Event) => {
                  closestMenu(event)?.hidePopover();
                  item.run();
                }}
              >
                ${icon(item.icon)} ${item.label}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
}

/** Below its button, aligned with the button's end, inside the window. */
function placeMenu(event: ToggleEvent): void {
  if (event.newState !== 'open') return;
  const menu = event.target as HTMLElement;
  const button = menu.previousElementSibling;
  if (!button) return;
  const { left, right, bottom } = button.getBoundingClientRect();
  const rtl = getComputedStyle(button).direction === 'rtl';
  menu.style.setProperty('inset-block-start', `${bottom + 4}px`);
  menu.style.setProperty('left', rtl ? `${Math.max(4, left)}px` : 'auto');
  menu.style.setProperty(
    'right',
    rtl ? 'auto' : `${Math.max(4, document.documentElement.clientWidth - right)}px`,
  );
}

function moveInMenu(event: KeyboardEvent): void {
  const menu = closestMenu(event);
  if (menu) closeOnEscape(event, () => menu.hidePopover());
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!menu || step === 0) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  buttons.at((at + step) % buttons.length)?.focus();
}

function closestMenu(event: Event): HTMLElement | null {
  return (event.currentTarget as HTMLElement).closest<HTMLElement>('[popover]');
}
