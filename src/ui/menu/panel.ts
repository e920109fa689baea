import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../icons.js';
import { renderPopover } from './popover.js';

export interface PanelOptions {
  /** Something in it is chosen. */
  readonly active?: boolean;
  readonly shape?: IconName;
  readonly quiet?: boolean;
  /** It was opened. */
  readonly onOpen?: () => void;
}

/** A button that opens a small panel of fields, in which Tab goes on. */
export function renderPanel(
  id: string,
  label: string,
  content: unknown,
  { active, shape, quiet, onOpen }: PanelOptions = {},
): TemplateResult {
  return renderPopover(
    id,
    {
      look: `small ${active ? 'active' : ''} ${quiet ? 'quiet' : ''}`,
      face: html`${shape ? icon(shape) : nothing} ${label} ${icon('chevron', 'down')}`,
    },
    content,
    { kind: 'fields', onOpen },
  );
}
