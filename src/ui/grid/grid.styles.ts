import { css } from 'lit';

/** The grid of `renderGrid`. */
export const gridStyles = css`
  .grid {
    position: relative;
    overflow: auto;
    overflow-anchor: none;
  }
  .grid-row {
    display: grid;
    grid-template-columns: var(--columns);
    align-items: center;
    min-inline-size: min-content;
    min-block-size: var(--_row);
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .grid-row > * {
    min-inline-size: 0;
    padding-block: 4px;
    padding-inline-end: 8px;
    overflow-wrap: anywhere;
  }
  .grid-row > .pick {
    display: grid;
    justify-items: center;
    padding-inline: 0;
  }
  .grid-row > .name {
    font-weight: 500;
  }
  .head {
    position: sticky;
    background: linear-gradient(var(--_surface) 0 0) Canvas;
    inset-block-start: 0;
    z-index: 2;
    border-block-end-color: var(--_line-button);
    color: var(--_muted);
    font-weight: 500;
  }
  /* Not of the row itself: columns in em are as wide there as in the others. */
  .head > * {
    font-size: 0.93em;
  }
  .body > .grid-row:hover {
    background: var(--_hover);
  }
  .body > .grid-row[aria-selected='true'] {
    background: var(--_accent-soft);
  }
  .grid-row:focus-visible,
  .grid-row > :focus-visible {
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    .body > .grid-row[aria-selected='true']::after {
      position: absolute;
      inset: 0;
      z-index: 1;
      border: 2px solid Highlight;
      content: '';
      pointer-events: none;
    }
  }
  @container o365 (inline-size <= 45.7em) {
    .grid-row {
      grid-template-columns: auto minmax(0, 1fr) auto;
      min-inline-size: 0;
      padding-block: 6px;
    }
    .grid-row > * {
      grid-column: 2 / -1;
      padding: 0;
    }
    .grid-row > :empty {
      display: none;
    }
    .grid-row > .pick {
      grid-area: 1 / 1;
      align-self: start;
      padding-block-start: 3px;
      padding-inline-end: 12px;
    }
    .grid-row > .name {
      grid-area: 1 / 2;
    }
    .grid-row > .corner {
      grid-area: 1 / 3;
    }
    .body > .grid-row > [data-label]::before {
      content: attr(data-label);
      overflow: hidden;
      color: var(--_muted);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .head > :not(.pick) {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .head:not(:has(> .pick)) {
      min-block-size: 0;
      padding: 0;
      border: 0;
    }
  }
`;
