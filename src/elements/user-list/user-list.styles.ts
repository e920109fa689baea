import { css } from 'lit';

export const styles = css`
  .workplace.with-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(250px, 290px);
    gap: var(--_4);
    align-items: start;
  }
  .scroller {
    position: relative;
    max-block-size: var(--o365-list-height, 640px);
    overflow: auto;
    overflow-anchor: none;
    scroll-padding-block-start: var(--_row);
  }
  .grid-row {
    display: grid;
    grid-template-columns: var(--columns);
    min-inline-size: var(--narrowest);
    min-block-size: var(--_row);
    align-items: stretch;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  .grid-row > * {
    display: flex;
    min-inline-size: 0;
    align-items: center;
    padding: 2px 8px 2px 0;
  }
  .grid-row > :focus-visible {
    outline-offset: -2px;
  }
  .grid-row bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .grid-row .state {
    overflow: hidden;
    font-size: 0.95em;
    white-space: nowrap;
  }
  .grid-row .state .icon {
    flex: none;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    border-block-end-color: var(--_line-button);
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
  }
  .head > * {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .body .grid-row:hover,
  .body .grid-row:hover > .pinned {
    background: var(--_hover);
  }
  .body .grid-row[aria-selected='true'],
  .body .grid-row[aria-selected='true'] > .pinned {
    background: var(--_accent-soft);
  }
  .body .grid-row.open,
  .body .grid-row.open > .pinned {
    background: var(--_hover);
  }
  .body .grid-row.open > .check-cell {
    box-shadow: inset 3px 0 0 var(--_accent);
  }
  :host(:dir(rtl)) .body .grid-row.open > .check-cell {
    box-shadow: inset -3px 0 0 var(--_accent);
  }
  .body .grid-row {
    cursor: default;
  }
  .check-cell {
    justify-content: center;
    padding-inline: 0;
  }
  .name {
    font-weight: 500;
  }
  .text-cell,
  .plan-cell.none {
    color: var(--_muted);
  }
  .sort {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-inline-size: 0;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    font-weight: 500;
    text-align: start;
    cursor: pointer;
  }
  .sort > span {
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-height: 1.2;
  }
  .sort .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .sort .ascending {
    rotate: -90deg;
  }
  .sort .descending {
    rotate: 90deg;
  }
  .more {
    display: grid;
    gap: 12px;
  }
  .choices > .label {
    padding-block-end: 2px;
  }
  .presets > li {
    display: flex;
    justify-content: space-between;
    gap: 4px;
  }
  .presets [aria-current] {
    font-weight: var(--_bold);
  }
  .choices {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .choices > [hidden] {
    display: none;
  }
  .choices > .find {
    inline-size: 100%;
  }
  .selection {
    position: sticky;
    inset-block-end: 8px;
    z-index: 3;
    display: flex;
    flex-wrap: wrap;
    max-block-size: 70vh;
    overflow: auto;
    gap: 6px 8px;
    align-items: center;
    padding: 7px 8px 7px 14px;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius-large);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }
  .wide-row {
    flex-basis: 100%;
  }
  @media (forced-colors: active) {
    .body .grid-row[aria-selected='true']::after {
      position: absolute;
      inset: 0;
      z-index: 1;
      border: 2px solid Highlight;
      content: '';
      pointer-events: none;
    }
  }
  /* Who it is, and in which state, stays in sight however many columns there are. */
  @container o365 (inline-size > 640px) {
    .scroller {
      scroll-padding-inline: 174px 146px;
    }
    .pinned {
      position: sticky;
      z-index: 1;
      background: var(--_surface);
    }
    .check-cell {
      inset-inline-start: 0;
    }
    .pinned-name {
      inset-inline-start: 34px;
    }
    .grid-row > .pinned-state {
      inset-inline-end: 0;
      padding-inline-start: 8px;
    }
  }
  @container o365 (inline-size <= 640px) {
    .grid-row {
      grid-template-columns: 32px minmax(0, 1fr) auto;
      min-inline-size: 0;
      padding-block: 6px;
    }
    .head {
      display: none;
    }
    .grid-row > * {
      grid-column: 2 / -1;
      justify-content: space-between;
      padding: 0;
    }
    .grid-row > .check-cell {
      grid-row: 1;
      grid-column: 1;
      align-items: start;
      justify-content: start;
      padding-block-start: 3px;
    }
    .grid-row > .name {
      grid-row: 1;
      grid-column: 2;
    }
    .grid-row > .state-cell {
      grid-row: 1;
      grid-column: 3;
    }
    .grid-row > :is(.plan-cell.none, .text-cell) {
      display: none;
    }
    .grid-row > .plan-cell::before {
      content: attr(data-label);
      overflow: hidden;
      color: var(--_muted);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .selection > .push {
      flex-basis: 100%;
    }
  }
`;
