import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';

export interface PointerText {
  /** What is to be done first, or what keeps the element from showing anything. */
  readonly label: string;
  readonly go: string;
}

/** Leads to the element that asks for all, in place of the content. */
export function renderPointer(
  name: IconName,
  { label, go }: PointerText,
  asker: HTMLElement,
): TemplateResult {
  const lead = (): void => {
    asker.scrollIntoView({ block: 'center' });
    asker.shadowRoot?.querySelector<HTMLElement>('[part~="state"] button')?.focus();
  };
  return html`<div class="blank" part="state">
    ${icon(name)}
    <p class="label">${label}</p>
    <button class="button" @click=${lead}>${go}</button>
  </div>`;
}
