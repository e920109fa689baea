import { css } from 'lit';

/** The list of things to do of `renderMenu`. */
export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  .menu .button {
    inline-size: 100%;
    justify-content: start;
    color: var(--_text);
  }
`;
