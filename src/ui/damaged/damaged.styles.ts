import { css } from 'lit';

/** The list of records that cannot be read. */
export const damagedStyles = css`
  .damaged {
    grid-column: 2 / -1;
    margin: 0;
    padding: 0;
    list-style: none;
    display: grid;
    gap: 8px;
  }
`;
