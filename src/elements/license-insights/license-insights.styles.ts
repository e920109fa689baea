import { css } from 'lit';

export const styles = css`
  .group th {
    padding-block-start: 14px;
    font-weight: var(--_bold);
  }
  .group:hover,
  .detail:hover {
    background: none;
  }
  .finding {
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .no-button {
    flex: none;
    inline-size: var(--_control-small);
  }
  .finding .name,
  .note,
  .age {
    display: block;
  }
  [aria-expanded='true'] > .chevron {
    rotate: 90deg;
  }
  :dir(rtl) > [aria-expanded='true'] > .chevron {
    rotate: -90deg;
  }
  .bars {
    display: inline-flex;
    gap: 2px;
  }
  .bars > span {
    inline-size: 5px;
    block-size: 9px;
    border: 1px solid var(--_muted);
    border-radius: 1px;
  }
  .bars > .on {
    background: var(--_muted);
    forced-color-adjust: none;
  }
  .findings .todo {
    white-space: nowrap;
  }
  .ends {
    flex-wrap: nowrap;
    justify-content: flex-end;
  }
  tr.open > :is(th, td) {
    border-block-end-color: transparent;
  }
  .detail > td {
    padding-block: 0 12px;
    padding-inline: var(--_control-small) 0;
  }
  .people,
  .keep-form {
    padding: 6px 10px;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .people > .row {
    padding-block-start: 4px;
  }
  .people .check {
    flex: 1 1 18.5em;
  }
  .people .plans {
    margin-inline-start: 6px;
  }
  .people .name {
    font-weight: 500;
  }
  .people li.kept .check {
    padding-inline-start: 24px;
    color: var(--_muted);
  }
  .keep-form {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: end;
  }
  .keep-form > .grow {
    flex-basis: 14.5em;
  }
  .keep-form > p {
    flex-basis: 100%;
  }
  @media (forced-colors: active) {
    :is(.people, .keep-form) {
      border: 1px solid CanvasText;
    }
    .bars > .on {
      background: CanvasText;
    }
  }
  /* Short cards: what it is, its numbers in a line, how sure it is beside what to do. */
  @container o365 (inline-size <= 45.7em) {
    table.findings tbody tr:not(.group, .detail) {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 14px;
      align-items: center;
    }
    table.findings tr:not(.group) > th {
      flex: 1 1 100%;
    }
    table.findings tr > td:is(.end, .sure) {
      gap: 5px;
      justify-content: flex-start;
    }
    table.findings td.none {
      display: none;
    }
    .finding {
      align-items: flex-start;
    }
    .ends {
      flex-wrap: wrap;
    }
    .sure > span {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
      align-items: baseline;
    }
    table.findings tr > td.todo {
      margin-inline-start: auto;
    }
    table.cards-when-narrow tr.group {
      padding-block: 14px 4px;
    }
    .no-button {
      display: none;
    }
    .detail > td {
      padding-inline-start: 0;
    }
    table.cards-when-narrow .detail > td {
      display: block;
    }
  }
`;
