import { css } from 'lit';

export const styles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    color: var(--_muted);
    font-size: 0.93em;
  }
  .legend > li {
    display: inline-flex;
    gap: 6px;
    align-items: center;
  }
  .swatch {
    inline-size: 22px;
    block-size: 12px;
  }
  .bar {
    display: flex;
    inline-size: 100%;
    min-inline-size: 8.5em;
    block-size: 14px;
  }
  :is(.swatch, .part) {
    display: block;
    min-inline-size: 2px;
    border: 1px solid var(--_chart-1);
    forced-color-adjust: none;
  }
  :is(.swatch, .part).assigned {
    background: var(--_chart-1);
  }
  :is(.swatch, .part).added {
    border-color: var(--_chart-3);
    background: repeating-linear-gradient(
      90deg,
      var(--_chart-3) 0 3px,
      color-mix(in srgb, var(--_chart-3) 55%, var(--_surface)) 3px 5px
    );
  }
  :is(.swatch, .part).freed {
    border: 1.5px dashed var(--_chart-2);
  }
  :is(.swatch, .part).available {
    background: repeating-linear-gradient(135deg, var(--_chart-1) 0 1.2px, var(--_surface) 1.2px 4.2px);
  }
  .bar-cell {
    inline-size: 30%;
    padding-inline-start: 12px;
  }
  .blocked {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .block {
    display: grid;
    grid-template-columns: 16px minmax(17em, 1fr) fit-content(60%);
    gap: 2px 10px;
    align-items: start;
    padding: 8px 14px;
    border-block-start: 1px solid var(--_line);
  }
  .block:first-child {
    border-block-start: 0;
  }
  .block > .icon {
    margin-block-start: 3px;
  }
  .block.settled {
    background: var(--_sunken);
  }
  .remedies {
    justify-content: flex-end;
    max-inline-size: 100%;
  }
  .each {
    grid-column: 2 / -1;
    max-block-size: 300px;
    padding-inline-end: 4px;
    overflow: auto;
  }
  .grid {
    max-block-size: 380px;
  }
  .helps {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .scrolls {
    max-block-size: 240px;
    overflow: auto;
  }
  .changes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }
  .change {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }
  .change .icon {
    inline-size: 13px;
    block-size: 13px;
  }
  .routes {
    display: grid;
    gap: var(--_3);
  }
  .route {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 10px;
    align-items: start;
    padding: 10px 14px;
    border: 1px solid var(--_line-card);
    border-radius: var(--_radius);
  }
  .route input {
    margin-block-start: 3px;
  }
  .route.chosen {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .route-facts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 14px;
    font-size: 0.93em;
  }
  legend {
    padding: 0;
    padding-block-end: 8px;
  }
  .holder {
    padding: 14px 16px;
    border: 1px solid var(--_line-card);
    border-radius: calc(var(--_radius) * 1.5);
  }
  .age {
    margin-inline-start: auto;
  }
  .actions > p > .icon {
    color: var(--_muted);
  }
  @container o365 (inline-size > 54.3em) {
    .routes {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container o365 (inline-size <= 45.7em) {
    .age {
      margin-inline-start: 0;
    }
    .block {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .remedies {
      grid-column: 2;
      justify-content: flex-start;
      margin-block-start: 4px;
    }
    .remedies .button {
      text-align: start;
    }
    td.bar-cell {
      inline-size: auto;
      padding-inline: 0;
    }
  }
`;
