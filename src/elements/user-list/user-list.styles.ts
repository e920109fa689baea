import { css } from 'lit';

export const styles = css`
  .workplace.with-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(18em, 20.5em);
    gap: var(--_4);
    align-items: start;
  }
  .grid {
    max-block-size: var(--o365-list-height, 640px);
    scroll-padding-block-start: var(--_row);
  }
  .grid-row {
    align-items: stretch;
  }
  .grid-row > * {
    display: flex;
    align-items: center;
  }
  .grid-row > .pick {
    align-content: center;
  }
  .name > .place {
    display: flex;
    flex: 1;
    align-self: stretch;
    align-items: center;
    min-inline-size: 0;
    color: inherit;
    text-decoration: none;
  }
  .name > .place:hover {
    text-decoration: underline;
  }
  .name > .place:focus-visible {
    outline-offset: -2px;
  }
  .grid-row bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .grid-row .state {
    min-inline-size: 0;
    font-size: 0.95em;
  }
  .body > .grid-row {
    cursor: default;
  }
  .body > .grid-row.open {
    background: var(--_hover);
  }
  .body > .grid-row.open > .pick {
    box-shadow: inset 3px 0 0 var(--_accent);
  }
  :host(:dir(rtl)) .body > .grid-row.open > .pick {
    box-shadow: inset -3px 0 0 var(--_accent);
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
    background: var(--_cover);
    box-shadow: var(--_shadow);
  }
  .wide-row {
    flex-basis: 100%;
  }
  /* Who it is, and in which state, stays in sight however many columns there are. */
  @container o365 (inline-size > 45.7em) {
    .grid {
      scroll-padding-inline: calc(34px + 10em) 11em;
    }
    .grid-row > :is(.pick, .pinned) {
      position: sticky;
      z-index: 1;
      background: inherit;
    }
    .grid-row > .pick {
      inset-inline-start: 0;
    }
    .grid-row > .pinned-name {
      inset-inline-start: 34px;
    }
    .grid-row > .pinned-state {
      inset-inline-end: 0;
      padding-inline-start: 8px;
    }
  }
  @container o365 (inline-size <= 45.7em) {
    .grid-row > * {
      justify-content: space-between;
    }
    /* The name of the plan before it gives way first. */
    .grid-row .state {
      flex: none;
      max-inline-size: 100%;
    }
    .grid-row > .wide-only {
      display: none;
    }
    .selection > .push {
      flex-basis: 100%;
    }
  }
`;
