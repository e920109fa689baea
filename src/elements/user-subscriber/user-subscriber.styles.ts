import { css } from 'lit';

export const styles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
  }
  .find {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_3);
    align-items: start;
  }
  [role='option'] > .mark {
    min-inline-size: 9.5em;
  }
  [role='option'].all {
    gap: 8px;
    min-block-size: var(--_control);
    border-block-start: 1px solid var(--_line);
    border-start-start-radius: 0;
    border-start-end-radius: 0;
    color: var(--_link);
  }
  [role='option'][aria-disabled='true'] .person-name {
    color: var(--_muted);
  }
  .sources {
    display: grid;
    gap: var(--_4);
  }
  .file {
    display: grid;
    gap: 4px;
    align-content: center;
    justify-items: center;
    padding: var(--_4);
    border: 1px dashed var(--_line-field);
    border-radius: var(--_radius);
    text-align: center;
  }
  .file-button {
    position: relative;
  }
  .file-button:focus-within {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: 2px;
  }
  .tally {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chips label {
    position: relative;
  }
  .chips input[type='radio'] {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .chips span {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-block-size: var(--_control-small);
    padding-inline: 9px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    color: var(--_muted);
  }
  .chips input:checked + span {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_text);
  }
  .chips input:focus-visible + span {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: 2px;
  }
  .selection {
    padding: 6px 10px;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .grid {
    max-block-size: var(--o365-list-height, min(60vh, 480px));
  }
  .action {
    text-align: end;
  }
  @container o365 (inline-size > 54.3em) {
    .sources {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container o365 (inline-size <= 45.7em) {
    [role='option'] > .mark {
      flex-basis: 100%;
    }
  }
  @container o365 (inline-size <= 34.3em) {
    .find > .segments {
      flex: 1 1 100%;
    }
  }
  @media (forced-colors: active) {
    .chips input:checked + span {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
