import { css } from 'lit';

export const styles = css`
  .facts {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 18.5em), 1fr));
  }
  .id {
    display: flex;
    gap: 2px;
    align-items: center;
  }
  .asks > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 2px 10px;
    align-items: start;
    padding-block: 6px;
    border-block-start: 1px solid var(--_line);
  }
  .asks > li:first-child {
    border-block-start: 0;
  }
  .asks .icon {
    margin-block-start: 3px;
    color: var(--_muted);
  }
  .asks .icon.ok {
    color: var(--_ok);
  }
  .asks .icon.warn {
    color: var(--_warn);
  }
  .asks code {
    display: block;
    color: var(--_muted);
  }
  .asks .when {
    color: var(--_muted);
    font-size: 0.93em;
    text-align: end;
  }
  @container o365 (inline-size <= 34.3em) {
    .asks > li {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .asks .when {
      grid-column: 2;
      text-align: start;
    }
  }
`;
