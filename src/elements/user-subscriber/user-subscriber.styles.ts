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
  .combo {
    position: relative;
    flex: 1 1 260px;
  }
  .search.wide {
    flex: 1 1 100%;
  }
  .drop {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(100% + 4px);
    z-index: 2;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }
  .drop[hidden] {
    display: none;
  }
  [role='listbox'] {
    max-block-size: min(60vh, 420px);
    padding: 4px;
    overflow: auto;
  }
  [role='option'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(130px, auto);
    gap: 2px 12px;
    align-items: center;
    padding: 4px 8px;
    border-radius: var(--_radius-small);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  [role='option'] .grow > span {
    display: block;
  }
  [role='option'].all {
    display: flex;
    gap: 8px;
    min-block-size: var(--_control);
    border-block-start: 1px solid var(--_line);
    border-start-start-radius: 0;
    border-start-end-radius: 0;
    color: var(--_link);
  }
  [role='option']:hover {
    background: var(--_hover);
  }
  [role='option'].active {
    background: var(--_accent-soft);
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  [role='option'][aria-disabled='true'] {
    cursor: default;
  }
  [role='option'][aria-disabled='true'] .person-name {
    color: var(--_muted);
  }
  .drop-note {
    padding: 10px 14px;
  }
  .drop-foot {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    justify-content: space-between;
    padding: 6px 12px;
    border-block-start: 1px solid var(--_line);
  }
  kbd {
    padding: 0 5px;
    border: 1px solid var(--_line-button);
    border-radius: 3px;
    font-family: inherit;
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
  @container o365 (inline-size > 760px) {
    .sources {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container o365 (inline-size <= 640px) {
    [role='option'] {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    [role='option'] > .mark {
      grid-column: 1 / -1;
    }
    .drop-foot .keys {
      display: none;
    }
  }
  @container o365 (inline-size <= 480px) {
    .find > .segments {
      flex: 1 1 100%;
    }
    .combo {
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
