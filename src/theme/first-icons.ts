import { svg, html, type TemplateResult } from 'lit';

/** Shapes on a grid of 16, drawn with a 1.4 stroke. States differ by shape, not only by color. */
export const firstShapes = {
  key: svg`<circle cx="5" cy="8" r="3"/><path d="M8 8h6M12 8v2.5M14 8v1.8"/>`,
  done: svg`<circle cx="8" cy="8" r="6"/><path d="M5.3 8.2l1.9 1.9 3.5-3.9"/>`,
  attention: svg`<path d="M8 2.3l6.3 11.2H1.7z"/><path d="M8 6.3v3.4M8 11.5v.3"/>`,
  waiting: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.6V8l2.4 1.6"/>`,
  'not-yet': svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2.2 2"/>`,
  'open-in-new': svg`<path d="M12.5 9v4.5h-10v-10H7M9.5 2.5h4v4M13.5 2.5L7.5 8.5"/>`,
} satisfies Record<string, TemplateResult<2>>;

/** An icon of what shows before anything was read: all others load later. */
export function firstIcon(name: keyof typeof firstShapes, classes = ''): TemplateResult<1> {
  return drawIcon(firstShapes[name], classes);
}

export function drawIcon(shape: TemplateResult<2>, classes: string): TemplateResult<1> {
  return html`<svg
    class="icon ${classes}"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shape}
  </svg>`;
}
