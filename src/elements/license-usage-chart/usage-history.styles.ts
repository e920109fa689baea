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
    grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
    gap: var(--_2);
  }
  .comparison .cost {
    display: block;
  }
  .numbers {
    max-block-size: 260px;
    overflow: auto;
  }
  .groups meter {
    min-inline-size: 80px;
  }
`;
