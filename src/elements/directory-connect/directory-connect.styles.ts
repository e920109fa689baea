import { css } from 'lit';

export const styles = css`
  .facts {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
  }
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
