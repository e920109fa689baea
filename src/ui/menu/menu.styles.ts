import { css } from 'lit';

/** The button and the box of `renderMenu` and `renderPanel`. */
export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    max-block-size: 320px;
    max-inline-size: min(340px, 100vw - 8px);
    margin: 0;
    padding: 4px;
    overflow: auto;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius);
    background: var(--_cover);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .menu:focus {
    outline: 0;
  }
  .menu.items .button {
    inline-size: 100%;
    justify-content: start;
    color: var(--_text);
  }
  .menu.fields {
    min-inline-size: 14.5em;
    padding: 8px 12px;
  }
  [popovertarget].active {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    font-weight: var(--_bold);
  }
  [popovertarget] > .down {
    inline-size: 12px;
    block-size: 12px;
    rotate: 90deg;
  }
  [popovertarget]:has(+ .menu:popover-open) > .down {
    rotate: -90deg;
  }
`;
