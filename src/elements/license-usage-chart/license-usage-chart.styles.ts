import { css } from 'lit';

export const styles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
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
    border: 1px solid var(--_chart-1);
    forced-color-adjust: none;
  }
  .swatch.assigned {
    background: var(--_chart-1);
  }
  .swatch.available {
    background: repeating-linear-gradient(135deg, var(--_chart-1) 0 1.2px, var(--_surface) 1.2px 4.2px);
  }
  .swatch.expiring {
    border-color: var(--_chart-2);
    background: radial-gradient(circle, var(--_chart-2) 1.4px, var(--_surface) 1.8px) 0 0 / 5px 5px;
  }
  .swatch.suspended {
    border-color: var(--_chart-6);
    background:
      repeating-linear-gradient(135deg, var(--_chart-6) 0 1px, transparent 1px 4px),
      repeating-linear-gradient(45deg, var(--_chart-6) 0 1px, var(--_surface) 1px 4px);
  }
  .swatch.series-1 {
    background: var(--_chart-1);
  }
  .swatch.series-2 {
    border-color: var(--_chart-2);
    background: radial-gradient(circle, var(--_chart-2) 1.4px, var(--_surface) 1.8px) 0 0 / 5px 5px;
  }
  .swatch.series-3 {
    border-color: var(--_chart-3);
    background: repeating-linear-gradient(135deg, var(--_chart-3) 0 1.2px, var(--_surface) 1.2px 4.2px);
  }
  .swatch.series-4 {
    border-color: var(--_chart-4);
    background: repeating-linear-gradient(45deg, var(--_chart-4) 0 1.2px, var(--_surface) 1.2px 4.2px);
  }
  .swatch.series-5 {
    border-color: var(--_chart-5);
    background:
      repeating-linear-gradient(135deg, var(--_chart-5) 0 1px, transparent 1px 4px),
      repeating-linear-gradient(45deg, var(--_chart-5) 0 1px, var(--_surface) 1px 4px);
  }
  .swatch.series-6 {
    border-color: var(--_chart-6);
    background: repeating-linear-gradient(var(--_chart-6) 0 1.2px, var(--_surface) 1.2px 4px);
  }
  table.usage :is(th, td) {
    white-space: nowrap;
  }
  .held > span {
    display: block;
    max-inline-size: 300px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  table.usage .held {
    padding-inline-start: 20px;
  }
  table.usage tbody tr {
    cursor: pointer;
  }
  table.usage tbody th {
    inline-size: 1%;
    max-inline-size: 260px;
  }
  table.usage .end {
    inline-size: 1%;
    padding-inline-start: 10px;
  }
  .plan-cell {
    display: flex;
    gap: 6px;
    align-items: center;
    min-inline-size: 0;
  }
  .plan {
    min-inline-size: 0;
    min-block-size: 24px;
    max-inline-size: 100%;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: none;
    font-weight: 500;
    text-align: start;
    text-overflow: ellipsis;
    vertical-align: middle;
    cursor: pointer;
  }
  .plan:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  tbody td.chart-cell {
    position: relative;
    min-inline-size: 17em;
    padding: 0;
  }
  /* The axis stands in the row of the headings. */
  .drawing {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: calc(100% + var(--_row));
  }
  canvas {
    position: absolute;
    inset: 0;
    /* Until something is drawn, it is as wide as its place. */
    inline-size: 100%;
    block-size: 100%;
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_chart-1);
    outline-color: var(--_text);
    transition:
      color 1ms,
      background-color 1ms;
  }
  .narrow {
    display: none;
  }
  @container o365 (inline-size <= 54.3em) {
    table.usage {
      display: grid;
      grid-template-columns: minmax(0, 1fr) repeat(var(--numbers, 3), auto);
    }
    table.usage :is(thead, tbody, tfoot, tr) {
      display: contents;
    }
    table.usage :is(th, td) {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-content: center;
      align-items: center;
      inline-size: auto;
      max-inline-size: none;
      block-size: auto;
      min-block-size: var(--_row);
    }
    table.usage :is(thead, tbody, tfoot) :is(th, td) {
      inline-size: auto;
      max-inline-size: none;
    }
    table.usage .end {
      justify-content: flex-end;
      inline-size: auto;
      padding-inline: 6px 0;
    }
    .plan-cell {
      flex-wrap: wrap;
    }
    .plan {
      overflow: visible;
      white-space: normal;
    }
    table.usage :is(.wide, .chart-head, .chart-foot) {
      display: none;
    }
    table.usage tbody td.chart-cell {
      grid-row: 1;
      grid-column: 1 / -1;
      min-inline-size: 0;
      /* A name above each bar, and the axis. */
      block-size: calc(var(--rows) * 44px + 36px);
      border: 0;
    }
    .drawing {
      block-size: 100%;
    }
    .narrow {
      display: block;
      flex-basis: 100%;
      white-space: normal;
    }
  }
  @container o365 (inline-size <= 21.4em) {
    table.usage {
      grid-template-columns: repeat(var(--numbers, 3), 1fr);
    }
    table.usage :is(thead, tbody, tfoot) th:first-child {
      grid-column: 1 / -1;
      border: 0;
    }
  }
`;
