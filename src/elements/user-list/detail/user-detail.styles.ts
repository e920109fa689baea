import { css } from 'lit';

/** The panel about one user. */
export const detailStyles = css`
  .history > li {
    display: grid;
    grid-template-columns: 6.6em minmax(0, 1fr);
    gap: 8px;
    padding-block: 4px;
  }
  .badges {
    gap: 6px;
  }
  .plans > li.marked {
    box-shadow:
      -8px 0 0 var(--_surface),
      -11px 0 0 var(--_accent);
  }
  :host(:dir(rtl)) .plans > li.marked {
    box-shadow:
      8px 0 0 var(--_surface),
      11px 0 0 var(--_accent);
  }
  .detail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    align-content: start;
    padding: var(--_4);
    border: 1px solid var(--_line-card);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    color: inherit;
  }
  section.detail {
    position: sticky;
    inset-block-start: calc(var(--_sticky-top) + 8px);
    max-block-size: var(--o365-list-height, 640px);
    overflow: auto;
  }
  dialog.detail:not([open]) {
    display: none;
  }
  dialog.detail {
    inline-size: min(420px, calc(100vw - 24px));
    background: var(--_cover);
    box-shadow: var(--_shadow);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .detail .notice {
    grid-template-columns: 16px minmax(0, 1fr);
  }
  .detail .notice > .row {
    grid-column: 2;
    grid-row: auto;
    align-self: start;
    padding-block-start: 6px;
  }
  .detail .notice strong {
    overflow-wrap: anywhere;
  }
  .detail-head {
    display: flex;
    gap: 8px;
    align-items: start;
    justify-content: space-between;
  }
  .detail-head > div {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .plans > li {
    padding-block: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .plans > li:first-child {
    border-block-start: 0;
    padding-block-start: 0;
  }
`;
