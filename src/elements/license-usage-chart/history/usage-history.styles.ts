import { css } from 'lit';

export const historyStyles = css`
  .history .line {
    position: relative;
    block-size: 220px;
    direction: ltr;
  }
  .history .stroke {
    inline-size: 26px;
    border-block-start: 2px solid var(--_chart-1);
    forced-color-adjust: none;
  }
  .history .stroke.forecast {
    border-block-start-style: dotted;
  }
  .history .stroke.total {
    border-block-start: 2px dashed var(--_muted);
  }
  .dates {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5em, 1fr));
    gap: var(--_2);
  }
  .comparison tbody th {
    inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .comparison .day {
    min-inline-size: 62px;
    text-wrap: balance;
  }
  .comparison .more {
    display: block;
  }
  @container o365 (inline-size <= 21.4em) {
    .comparison tr {
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      border-block-end: 1px solid var(--_line);
    }
    .comparison :is(th, td) {
      block-size: auto;
      border: 0;
    }
    .comparison :is(thead, tbody) th:first-child {
      grid-column: 1 / -1;
    }
  }
  .numbers {
    max-block-size: 260px;
    overflow: auto;
  }
`;
