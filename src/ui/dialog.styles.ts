import { css } from 'lit';

/** A question in the middle of the page. */
export const dialogStyles = css`
  dialog {
    max-inline-size: min(52ch, calc(100vw - 32px));
    padding: var(--_6);
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius-large);
    background: var(--_cover);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  dialog .row {
    justify-content: end;
  }
`;
