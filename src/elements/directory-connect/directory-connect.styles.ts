import { css } from 'lit';

export const styles = css`
  td.value {
    overflow-wrap: anywhere;
  }
  .location {
    gap: var(--_2);
    padding: 10px 12px;
    border-color: var(--_line);
    border-radius: var(--_radius);
  }
`;
