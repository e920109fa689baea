import { svg, type TemplateResult } from 'lit';
import { drawIcon, firstShapes } from './theme/first-icons.js';

/** Every shape; those that show before anything was read load earlier. */
const shapes = {
  ...firstShapes,
  organization: svg`<path d="M3 14V3h6v11M9 6h4v8M2 14h12M5 5.5h2M5 8h2M5 10.5h2M11 8.5h.5M11 11h.5"/>`,
  person: svg`<circle cx="8" cy="5.2" r="2.6"/><path d="M3 14c.4-3 2.2-4.4 5-4.4s4.6 1.4 5 4.4"/>`,
  people: svg`<circle cx="6" cy="5.4" r="2.3"/><path d="M1.7 13.5c.3-2.7 1.8-3.9 4.3-3.9s4 1.2 4.3 3.9M10.5 3.3a2.2 2.2 0 0 1 0 4.2M12 9.9c1.4.5 2.2 1.7 2.4 3.6"/>`,
  'person-plus': svg`<circle cx="6" cy="5.2" r="2.5"/><path d="M1.5 13.8c.4-2.9 2-4.2 4.5-4.2s4.1 1.3 4.5 4.2M12.5 3.5v4M10.5 5.5h4"/>`,
  plan: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="M4.5 6.5h4M4.5 9.5h2.5M10.5 7.5h1.5M10.5 9.5h1.5"/>`,
  service: svg`<rect x="2" y="3" width="12" height="8" rx="1.2"/><path d="M5.5 13.5h5M8 11v2.5"/>`,
  sync: svg`<path d="M13.5 8a5.5 5.5 0 0 1-9.7 3.5M2.5 8a5.5 5.5 0 0 1 9.7-3.5M12.5 2v2.7H9.8M3.5 14v-2.7h2.7"/>`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.2"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
  place: svg`<path d="M8 14.2S3.3 9.9 3.3 6.5a4.7 4.7 0 0 1 9.4 0c0 3.4-4.7 7.7-4.7 7.7z"/><circle cx="8" cy="6.5" r="1.7"/>`,
  failed: svg`<path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5z"/><path d="M8 5v3.6M8 10.6v.3"/>`,
  blocked: svg`<circle cx="8" cy="8" r="6"/><path d="M3.8 3.8l8.4 8.4"/>`,
  paused: svg`<circle cx="8" cy="8" r="6"/><path d="M6.5 5.7v4.6M9.5 5.7v4.6"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.3v3.7M8 4.9v.3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  minus: svg`<path d="M3 8h10"/>`,
  pencil: svg`<path d="M3 13l.7-2.9L10.8 3l2.2 2.2-7.1 7.1z"/>`,
  close: svg`<path d="M4 4l8 8M12 4l-8 8"/>`,
  search: svg`<circle cx="7" cy="7" r="4.3"/><path d="M10.2 10.2L14 14"/>`,
  refresh: svg`<path d="M13.3 8a5.3 5.3 0 1 1-1.7-3.9M13.5 2v3h-3"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.2"/><path d="M3.5 10.5h-1v-8h8v1"/>`,
  chevron: svg`<path d="M6 3.5L10.5 8 6 12.5"/>`,
  more: svg`<circle cx="3.5" cy="8" r=".8"/><circle cx="8" cy="8" r=".8"/><circle cx="12.5" cy="8" r=".8"/>`,
  export: svg`<path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7M2.5 13.5h11"/>`,
  import: svg`<path d="M8 10.5V3M4.8 6L8 2.8 11.2 6M2.5 13.5h11"/>`,
  undo: svg`<path d="M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6"/>`,
  trash: svg`<path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5"/>`,
  mail: svg`<rect x="2" y="3.5" width="12" height="9" rx="1.2"/><path d="M2.5 4.5L8 9l5.5-4.5"/>`,
  calendar: svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.2"/><path d="M2.5 6.5h11M5.5 2v2.5M10.5 2v2.5"/>`,
  columns: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.2"/><path d="M6.2 3v10M9.8 3v10"/>`,
  swap: svg`<path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13"/>`,
  stop: svg`<rect x="4" y="4" width="8" height="8" rx="1"/>`,
  trend: svg`<path d="M2 12l3.5-4 2.5 2 5.5-6.5"/>`,
  money: svg`<circle cx="8" cy="8" r="6"/><path d="M10 5.9c-.4-.8-1.1-1.1-2-1.1-1.1 0-2 .5-2 1.5 0 2.2 4.1 1.1 4.1 3.4 0 1-.9 1.6-2.1 1.6-1 0-1.9-.4-2.2-1.3M8 3.7v8.6"/>`,
  offline: svg`<path d="M2 2l12 12M4.5 12.5h7a2.8 2.8 0 0 0 1.8-5M9.8 5A3.8 3.8 0 0 0 4.7 7.3a2.7 2.7 0 0 0-2 4.2"/>`,
} satisfies Record<string, TemplateResult<2>>;

export type IconName = keyof typeof shapes;

/** An icon. It is decoration: the words beside it carry the meaning. */
export function icon(name: IconName, classes = ''): TemplateResult<1> {
  return drawIcon(shapes[name], classes);
}
