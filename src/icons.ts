import { svg, html, type TemplateResult } from 'lit';

/** Shapes on a grid of 16, drawn with a 1.4 stroke. States differ by shape, not only by color. */
const shapes = {
  organization: svg`<path d="M3 14V3h6v11M9 6h4v8M2 14h12M5 5.5h2M5 8h2M5 10.5h2M11 8.5h.5M11 11h.5"/>`,
  person: svg`<circle cx="8" cy="5.2" r="2.6"/><path d="M3 14c.4-3 2.2-4.4 5-4.4s4.6 1.4 5 4.4"/>`,
  people: svg`<circle cx="6" cy="5.4" r="2.3"/><path d="M1.7 13.500c.3-2.7 1.8-3.9 4.3-3.900s4 1.2 4.3 3.900M10.5 3.300a2.2 2.2 0 0 1 0 4.200M12 9.900c1.4.5 2.2 1.7 2.4 3.6"/>`,
  'person-plus': svg`<circle cx="6" cy="5.2" r="2.5"/><path d="M1.5 13.800c.4-2.9 2-4.2 4.5-4.200s4.1 1.3 4.5 4.200M12.5 3.500v4M10.5 5.500h4"/>`,
  plan: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="M4.5 6.500h4M4.5 9.500h2.500M10.5 7.500h1.500M10.5 9.500h1.5"/>`,
  service: svg`<rect x="2" y="3" width="12" height="8" rx="1.2"/><path d="M5.5 13.500h5M8 11v2.5"/>`,
  sync: svg`<path d="M13.5 8a5.5 5.5 0 0 1-9.7 3.500M2.5 8a5.5 5.5 0 0 1 9.7-3.500M12.5 2v2.700H9.800M3.5 14v-2.700h2.7"/>`,
  key: svg`<circle cx="5" cy="8" r="3"/><path d="M8 8h6M12 8v2.500M14 8v1.8"/>`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.2"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
  place: svg`<path d="M8 14.200S3.3 9.9 3.3 6.500a4.7 4.7 0 0 1 9.4 0c0 3.4-4.7 7.7-4.7 7.700z"/><circle cx="8" cy="6.5" r="1.7"/>`,
  done: svg`<circle cx="8" cy="8" r="6"/><path d="M5.3 8.200l1.9 1.9 3.5-3.9"/>`,
  attention: svg`<path d="M8 2.300l6.3 11.200H1.700z"/><path d="M8 6.300v3.400M8 11.500v.3"/>`,
  failed: svg`<path d="M5.5 2h5L14 5.500v5L10.5 14h-5L2 10.500v-5z"/><path d="M8 5v3.600M8 10.600v.3"/>`,
  waiting: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.600V8l2.4 1.6"/>`,
  'not-yet': svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2.2 2"/>`,
  blocked: svg`<circle cx="8" cy="8" r="6"/><path d="M3.8 3.800l8.4 8.4"/>`,
  paused: svg`<circle cx="8" cy="8" r="6"/><path d="M6.5 5.700v4.600M9.5 5.700v4.6"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.300v3.700M8 4.900v.3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  minus: svg`<path d="M3 8h10"/>`,
  pencil: svg`<path d="M3 13l.7-2.900L10.8 3l2.2 2.2-7.1 7.100z"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  search: svg`<circle cx="7" cy="7" r="4.3"/><path d="M10.2 10.200L14 14"/>`,
  refresh: svg`<path d="M13.3 8a5.3 5.3 0 1 1-1.7-3.900M13.5 2v3h-3"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.2"/><path d="M3.5 10.500h-1v-8h8v1"/>`,
  'open-in-new': svg`<path d="M12.5 9v4.500h-10v-10H7M9.5 2.500h4v4M13.5 2.500L7.5 8.5"/>`,
  chevron: svg`<path d="M6 3.500L10.5 8 6 12.5"/>`,
  more: svg`<circle cx="3.5" cy="8" r=".8"/><circle cx="8" cy="8" r=".8"/><circle cx="12.5" cy="8" r=".8"/>`,
  export: svg`<path d="M8 2.500v7.500M4.8 7L8 10.2 11.2 7M2.5 13.500h11"/>`,
  import: svg`<path d="M8 10.500V3M4.8 6L8 2.8 11.2 6M2.5 13.500h11"/>`,
  undo: svg`<path d="M6 3L3 6l3 3M3 6h6.500a3.5 3.5 0 0 1 0 7H6"/>`,
  trash: svg`<path d="M2.5 4h11M6 4V2.500h4V4M4 4l.7 9.500h6.600L12 4M6.7 6.500v4.500M9.3 6.500v4.5"/>`,
  mail: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.2"/><path d="M2.5 4.500L8 9l5.5-4.5"/>`,
  calendar: svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.2"/><path d="M2.5 6.500h11M5.5 2v2.500M10.5 2v2.5"/>`,
  columns: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.2"/><path d="M6.2 3v10M9.8 3v10"/>`,
  swap: svg`<path d="M2.5 5.500h10M10 3l2.5 2.500L10 8M13.5 10.500h-10M6 8l-2.5 2.500L6 13"/>`,
  stop: svg`<rect x="4" y="4" width="8" height="8" rx="1"/>`,
  trend: svg`<path d="M2 12l3.5-4 2.5 2 5.5-6.5"/>`,
  money: svg`<circle cx="8" cy="8" r="6"/><path d="M10 5.900c-.4-.8-1.1-1.1-2-1.1-1.1 0-2 .5-2 1.5 0 2.2 4.1 1.1 4.1 3.4 0 1-.9 1.6-2.1 1.6-1 0-1.9-.4-2.2-1.300M8 3.700v8.6"/>`,
  offline: svg`<path d="M2 2l12 12M4.5 12.500h7a2.8 2.8 0 0 0 1.8-5M9.8 5A3.8 3.8 0 0 0 4.7 7.300a2.7 2.7 0 0 0-2 4.2"/>`,
} satisfies Record<string, TemplateResult<2>>;

export type IconName = keyof typeof shapes;

/** An icon. It is decoration: the words beside it carry the meaning. */
export function icon(name: IconName, classes = ''): TemplateResult<1> {
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
    ${shapes[name]}
  </svg>`;
}
