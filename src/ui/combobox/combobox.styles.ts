import { css } from 'lit';

/** The field and the list of `renderCombobox`. */
export const comboboxStyles = css`
  .combo {
    position: relative;
    flex: 1 1 18.5em;
  }
  .drop {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(100% + 4px);
    z-index: 2;
    border: 1px solid var(--_line-button);
    border-radius: var(--_radius);
    background: var(--_cover);
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
    display: flex;
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
  @container o365 (inline-size <= 45.7em) {
    [role='option'] {
      flex-wrap: wrap;
    }
    .drop-foot .keys {
      display: none;
    }
  }
  @container o365 (inline-size <= 34.3em) {
    .combo {
      flex: 1 1 100%;
    }
  }
`;
