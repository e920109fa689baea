import { css } from 'lit';

export const styles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
  }
  .card {
    grid-template-rows: auto auto 1fr auto;
  }
  .card-head {
    display: flex;
    gap: var(--_2);
    align-items: start;
    justify-content: space-between;
  }
  .name {
    font-size: var(--_large);
    font-weight: var(--_bold);
    min-inline-size: 0;
  }
  .name > :is(a, button) {
    color: inherit;
    text-decoration: none;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    font-weight: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .name > :is(a, button):hover {
    color: var(--_link);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .holds {
    display: grid;
    gap: 3px;
    align-content: start;
  }
  .holds > div {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
  }
  .holds .icon {
    margin-block-start: 3px;
    color: var(--_muted);
  }
  .holds dd {
    overflow-wrap: anywhere;
  }
  .description {
    overflow-wrap: anywhere;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  .card > .actions {
    flex-wrap: wrap;
  }
  @container o365 (inline-size <= 34.3em) {
    .toolbar > .field.inline {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
    }
    .tools {
      inline-size: 100%;
      margin-inline-start: 0;
    }
    .tools > .primary {
      flex: 1 0 100%;
      order: -1;
    }
    .card > .actions > .button {
      flex: 0 0 auto;
      min-block-size: var(--_control);
    }
  }
`;
