import { css } from 'lit';

/** What people read in rows and boxes: figures, tables, cards, lists, bars. */
export const data = css`
  :host {
    /* Color: charts. Distinct under protan, deutan and tritan vision; each has its own pattern. */
    --_chart-1: var(--o365-chart-1, light-dark(#14489c, #6f9ff6));
    --_chart-2: var(--o365-chart-2, light-dark(#9a4a00, #f0883e));
    --_chart-3: var(--o365-chart-3, light-dark(#3a9c8c, #8ff0df));
    --_chart-4: var(--o365-chart-4, light-dark(#6b1a4e, #b8648f));
    --_chart-5: var(--o365-chart-5, light-dark(#a98f12, #f4e27a));
    --_chart-6: var(--o365-chart-6, light-dark(#5d6878, #aab4c4));
  }
  @media (forced-colors: active) {
    :host {
      --_chart-1: CanvasText;
      --_chart-2: CanvasText;
      --_chart-3: CanvasText;
      --_chart-4: CanvasText;
      --_chart-5: CanvasText;
      --_chart-6: CanvasText;
    }
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(10.5em, 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .figures > div {
    padding: 10px 16px;
    box-shadow: -1px -1px 0 var(--_line);
  }
  .figures dt {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--_muted);
    font-size: 0.93em;
  }
  .figures dd {
    font-variant-numeric: tabular-nums;
  }
  .figures .figure {
    font-size: var(--_figure);
    font-weight: var(--_bold);
    line-height: 1.2;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  :is(th, td) {
    block-size: var(--_row);
    padding: 4px 10px 4px 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    font-weight: 400;
    vertical-align: middle;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  thead th {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
    border-block-end-color: var(--_line-button);
  }
  tbody th {
    font-weight: 500;
  }
  tbody tr:hover {
    background: var(--_hover);
  }
  tfoot :is(th, td) {
    font-weight: var(--_bold);
  }
  :is(th, td).end {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .card {
    display: grid;
    gap: var(--_3);
    align-content: start;
    padding: var(--_4);
    border: 1px solid var(--_line-card);
    border-radius: var(--_radius-large);
    background: var(--_surface);
  }
  .cards {
    display: grid;
    gap: var(--_4);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 21.5em), 1fr));
  }
  .list > li {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    min-block-size: 30px;
    padding-block: 3px;
    border-block-start: 1px solid var(--_line);
  }
  .list > li:first-child {
    border-block-start: 0;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--_line);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  meter.usage {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 1px solid var(--_chart-1);
    background: none;
    appearance: none;
  }
  meter.usage::-webkit-meter-inner-element,
  meter.usage::-webkit-meter-bar {
    display: block;
    block-size: 100%;
    border: 0;
    border-radius: 0;
    background: none;
  }
  meter.usage::-webkit-meter-optimum-value,
  meter.usage::-webkit-meter-suboptimum-value,
  meter.usage::-webkit-meter-even-less-good-value {
    border-radius: 0;
    background: var(--_chart-1);
  }
  meter.usage::-moz-meter-bar {
    background: var(--_chart-1);
  }
  @media (forced-colors: active) {
    tbody tr[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container o365 (inline-size <= 45.7em) {
    table.cards-when-narrow,
    table.cards-when-narrow :is(tbody, tfoot) {
      display: block;
    }
    table.cards-when-narrow thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table.cards-when-narrow tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 12px;
      padding-block: 8px;
      border-block-end: 1px solid var(--_line);
    }
    table.cards-when-narrow :is(th, td) {
      display: flex;
      gap: 12px;
      justify-content: space-between;
      block-size: auto;
      padding: 0;
      border: 0;
      grid-column: 1 / -1;
      text-align: start;
    }
    table.cards-when-narrow :is(th, td)[data-label]::before {
      content: attr(data-label);
      flex: none;
      color: var(--_muted);
      font-size: 0.93em;
    }
    table.cards-when-narrow :is(th, td):empty {
      display: none;
    }
  }
`;
