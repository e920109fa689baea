import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';
import { closeOnEscape } from './menu-keys.js';

export interface PanelOptions {
  /** Something in it is chosen. */
  readonly active?: boolean;
  readonly shape?: IconName;
  readonly quiet?: boolean;
  /** It was opened. */
  readonly onOpen?: () => void;
}

/** A button that opens a small panel. Only one is open at a time; Escape and leaving it close it. */
export function renderPanel(label: string, content: unknown, options: PanelOptions = {}): TemplateResult {
  const { active, shape, quiet, onOpen } = options;
  return html`<details
    class="menu"
    name="menu"
    @toggle=${(event: Event) => {
      placePanel(event);
      if ((event.currentTarget as HTMLDetailsElement).open) onOpen?.();
    }}
    @keydown=${closeByKey}
    @focusout=${closeOnLeave}
  >
    <summary class="button ${active ? 'active' : ''} ${quiet ? 'quiet' : ''}">
      ${shape ? icon(shape) : nothing} ${label} ${icon('chevron', 'chevron')}
    </summary>
    <div class="menu-panel">${content}</div>
  </details>`;
}

function closeByKey(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (menu.open)
    closeOnEscape(event, () => {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    });
}

function closeOnLeave({ currentTarget, relatedTarget }: FocusEvent): void {
  const menu = currentTarget as HTMLDetailsElement;
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
}

/** A panel that would leave the element at its end is aligned with the other side of its button. */
function placePanel(event: Event): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  const panel = menu.querySelector('.menu-panel');
  const root = menu.getRootNode();
  if (!menu.open || !panel || !(root instanceof ShadowRoot)) return;
  panel.classList.remove('from-end');
  const bounds = root.host.getBoundingClientRect();
  const { left, right } = panel.getBoundingClientRect();
  panel.classList.toggle('from-end', right > bounds.right || left < bounds.left);
}
