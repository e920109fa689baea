import { css } from 'lit';

/** What shows before anything was read: a button, badges, nothing here yet. */
export const first = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--_control);
    padding: 2px 12px;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    cursor: pointer;
    transition: background-color var(--_fast);
  }
  .button:hover {
    background: var(--_hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    /* The tokens are the system's colors then; adjusted, the text would get a ground of its own and vanish. */
    forced-color-adjust: none;
  }
  .button.primary:hover {
    background: var(--_accent-hover);
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 7px;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_hover);
    font-size: var(--_small);
    font-weight: 500;
    line-height: 1.5;
    white-space: nowrap;
  }
  .badge .icon {
    inline-size: 13px;
    block-size: 13px;
  }
  .badge.ok {
    background: var(--_ok-soft);
  }
  .badge.warn {
    background: var(--_warn-soft);
  }
  .badge.bad {
    background: var(--_bad-soft);
  }
  .badge.info {
    background: var(--_info-soft);
  }
  .badge.outline {
    border-color: var(--_line-button);
    background: none;
    color: var(--_muted);
  }
  .blank {
    display: grid;
    gap: var(--_2);
    justify-items: center;
    max-inline-size: 44ch;
    margin-inline: auto;
    padding-block: var(--_6);
    text-align: center;
  }
  .blank > .row {
    justify-content: center;
  }
  .blank > .icon {
    inline-size: 22px;
    block-size: 22px;
    color: var(--_muted);
  }
  .blank > .icon:is(.bad, .warn) {
    color: var(--_warn);
  }
  .blank > .icon.bad {
    color: var(--_bad);
  }
`;
