import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';
import { renderPopover } from './popover.js';

export interface MenuItem {
  readonly label: string;
  readonly icon: IconName;
  readonly run: () => void;
}

/**
 * A button that opens a list of things to do. It takes the focus, and arrows move in it.
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
  return renderPopover(
    id,
    {
      label,
      look: `small ${face ? 'quiet' : 'icon-only'}`,
      face: face ? html`${face} ${icon('chevron', 'down')}` : icon('more'),
    },
    html`<ul>
      ${items.map(
        (item, index) =>
          html`<li>
            <button
              class="button quiet"
              ?autofocus=${index === 0}
              @click=${({ currentTarget }: Event) => {
                (currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
                item.run();
              }}
            >
              ${icon(item.icon)} ${item.label}
            </button>
          </li>`,
      )}
    </ul>`,
    { kind: 'items', onKeydown: moveAmongItems },
  );
}

function moveAmongItems(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items.at((at + step) % items.length)?.focus();
}
