import { html, nothing, type TemplateResult } from 'lit';

/** The button that opens a popover. */
export interface PopoverButton {
  readonly look: string;
  readonly face: unknown;
  /** Its name, where the face is none. */
  readonly label?: string;
}

export interface PopoverOptions {
  /** Fields are aligned with the start of the button, things to do with its end. */
  readonly kind: 'fields' | 'items';
  readonly onKeydown?: (event: KeyboardEvent) => void;
  /** It was opened. */
  readonly onOpen?: (() => void) | undefined;
}

/** Between it and its button, and the edges of the window, in px. */
const gap = 4;

/**
 * A button and what it opens, in front of the page. A click, Enter or Arrow Down opens it; Escape closes it and nothing
 * around it; a click elsewhere and leaving it close it too.
 */
export function renderPopover(
  id: string,
  { look, face, label }: PopoverButton,
  content: unknown,
  { kind, onKeydown, onOpen }: PopoverOptions,
): TemplateResult {
  return html`<button
      class="button ${look}"
      aria-label=${label ?? nothing}
      popovertarget=${id}
      @keydown=${openByKey}
    >
      ${face}
    </button>
    <div
      popover
      id=${id}
      class="menu ${kind}"
      tabindex="-1"
      @beforetoggle=${({ newState, currentTarget }: ToggleEvent) => {
        if (newState !== 'open') return;
        requestAnimationFrame(() => keepPlaced(currentTarget as HTMLElement));
        onOpen?.();
      }}
      @keydown=${(event: KeyboardEvent) => {
        closeByKey(event, event.currentTarget as HTMLElement);
        onKeydown?.(event);
      }}
      @focusout=${closeOnLeave}
    >
      ${content}
    </div>`;
}

function openByKey(event: KeyboardEvent): void {
  const button = event.currentTarget as HTMLButtonElement;
  const menu = button.popoverTargetElement as HTMLElement;
  closeByKey(event, menu);
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  if (!isOpen(menu)) button.click();
  menu.querySelector<HTMLElement>('button, input')?.focus();
}

/** Neither a dialog around it nor the page sees the key. */
function closeByKey(event: KeyboardEvent, menu: HTMLElement): void {
  if (event.key !== 'Escape' || !isOpen(menu)) return;
  event.preventDefault();
  event.stopPropagation();
  menu.hidePopover();
  buttonOf(menu).focus();
}

/** Whoever clicks between the fields stays in it: it takes the focus, so that nothing around it does. */
function closeOnLeave({ currentTarget, relatedTarget }: FocusEvent): void {
  const menu = currentTarget as HTMLElement;
  if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== buttonOf(menu))
    menu.hidePopover();
}

/** Keeps it at its button and inside the window, whatever is scrolled or grows meanwhile. */
function keepPlaced(menu: HTMLElement): void {
  if (!isOpen(menu)) return;
  const button = buttonOf(menu);
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const { clientWidth, clientHeight } = document.documentElement;
  const fromLeft = menu.matches('.fields') === (getComputedStyle(button).direction === 'ltr');
  const wanted = fromLeft ? left : right - width;
  const above = bottom + gap + height > clientHeight && top > clientHeight - bottom;
  menu.style.left = `${Math.max(gap, Math.min(wanted, clientWidth - gap - width))}px`;
  menu.style.top = `${above ? top - gap - height : bottom + gap}px`;
  requestAnimationFrame(() => keepPlaced(menu));
}

function isOpen(menu: HTMLElement): boolean {
  return menu.matches(':popover-open');
}

function buttonOf(menu: HTMLElement): HTMLElement {
  return menu.previousElementSibling as HTMLElement;
}
