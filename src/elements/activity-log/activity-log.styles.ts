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
  .damaged {
    grid-column: 2 / -1;
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: 8px;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
`;
