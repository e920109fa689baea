import { css } from 'lit';

export const styles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
  }
  .texts {
    display: grid;
    gap: var(--_3);
    grid-template-columns: minmax(0, 1fr);
  }
  .plans {
    border: 1px solid var(--_line-card);
    border-radius: var(--_radius-large);
    overflow: hidden;
  }
  .plan {
    display: grid;
    gap: var(--_2);
    padding: 8px 14px;
  }
  .plan + .plan {
    border-block-start: 1px solid var(--_line);
  }
  .plan.picked {
    background: var(--_accent-soft);
  }
  .plan-line {
    display: grid;
    gap: 4px 12px;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
  }
  .plan-line > .check {
    align-items: start;
    min-block-size: 32px;
  }
  .plan-line > .check > input {
    margin-block-start: 3px;
  }
  .plan-line > .check > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .part-number {
    display: block;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    grid-column: 1 / -1;
  }
  .tags:empty {
    display: none;
  }
  .availability {
    display: grid;
    gap: 3px;
    grid-column: 1 / -1;
  }
  .renewal {
    grid-column: 1 / -1;
  }
  .option {
    grid-column: 1 / -1;
  }
  .apps {
    margin-inline-start: 24px;
    padding: 6px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .apps > .toolbar {
    margin-block: 4px;
  }
  .app {
    justify-content: space-between;
  }
  .turned-off {
    display: flex;
    flex-wrap: wrap;
    gap: 0 6px;
  }
  .notice .row {
    padding-block-start: 6px;
  }
  .summary {
    padding: var(--_4);
    border-radius: var(--_radius-large);
    background: var(--_sunken);
  }
  .changes > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    padding-block: 2px;
    overflow-wrap: anywhere;
  }
  .changes .icon {
    margin-block-start: 3px;
  }
  .sums > div {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    justify-content: space-between;
    padding-block: 2px;
  }
  hr {
    inline-size: 100%;
    margin: 4px 0;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
  @container o365 (inline-size > 45.7em) {
    .texts {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      align-items: start;
    }
    .plan-line {
      grid-template-columns: minmax(0, 1fr) auto minmax(10.5em, 13em) minmax(0, 8.5em);
    }
    .tags,
    .availability,
    .renewal,
    .option {
      grid-column: auto;
    }
    .tags {
      justify-content: end;
    }
    .plan-line > .availability {
      grid-column: 3;
    }
    .plan-line > .renewal {
      grid-column: 4;
      text-align: end;
    }
    .plan-line > .option {
      grid-column: 2 / 4;
      justify-self: end;
    }
  }
  @container o365 (inline-size > 70em) {
    .beside {
      display: grid;
      gap: var(--_6);
      grid-template-columns: minmax(0, 1fr) minmax(18.5em, 23em);
      align-items: start;
    }
    .summary {
      position: sticky;
      inset-block-start: calc(var(--_sticky-top) + 12px);
    }
  }
  @container o365 (inline-size <= 70em) {
    .beside {
      display: grid;
      gap: var(--_6);
    }
  }
  @container o365 (inline-size <= 34.3em) {
    .apps {
      margin-inline-start: 0;
    }
    .app {
      display: grid;
    }
  }
`;
