import { css } from 'lit';

export const styles = css`
  .details-cell {
    padding-block: 12px;
    background: var(--_sunken);
  }
  tr:has(.details-cell):hover {
    background: none;
  }
  :is(th, td).end:not(:last-child) {
    padding-inline-end: 24px;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
`;
