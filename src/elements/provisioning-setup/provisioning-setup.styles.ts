import { css } from 'lit';

export const styles = css`
  .step {
    position: relative;
    padding-inline-start: 40px;
    padding-block-end: var(--_3);
  }
  .step:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-inline-start: 12px;
    inset-block: 38px -4px;
    border-inline-start: 1.5px solid var(--_line);
  }
  .number {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: 8px;
    display: grid;
    place-items: center;
    inline-size: 26px;
    block-size: 26px;
    border: 1.5px solid var(--_line-field);
    border-radius: 50%;
    font-size: 0.93em;
    font-weight: var(--_bold);
  }
  .step.next .number {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    forced-color-adjust: none;
  }
  .step.done .number {
    border-color: transparent;
    color: var(--_ok);
  }
  .step.done .number .icon {
    inline-size: 24px;
    block-size: 24px;
  }
  .step > details > summary {
    position: relative;
    min-block-size: 42px;
    padding-inline-end: 32px;
  }
  .step > details > summary .chevron {
    position: absolute;
    inset-inline-end: var(--_2);
    inset-block-start: 13px;
    color: var(--_muted);
  }
  .body {
    --o365-inset: 0;
    --o365-font-size: 1em;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_3);
    padding-block: var(--_2) var(--_4);
  }
  /* The step says it: its own heading and state stand above. */
  .body > ::part(heading) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .body > ::part(status) {
    display: none;
  }
  @container o365 (inline-size <= 34.3em) {
    .step {
      padding-inline-start: 0;
    }
    .step:not(:last-child)::before {
      content: none;
    }
    .step > details > summary {
      padding-inline-start: 36px;
    }
  }
`;
