import { css } from 'lit';

/** Native controls, dressed: the other kinds of buttons, links, fields, boxes, segments. */
export const controls = css`
  .button.small {
    min-block-size: var(--_control-small);
    padding-inline: 9px;
    font-size: 0.93em;
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_link);
  }
  .button.quiet:hover {
    background: var(--_hover);
  }
  .button.icon-only {
    inline-size: var(--_control);
    padding: 0;
    border-color: transparent;
    background: transparent;
    color: var(--_muted);
  }
  .button.icon-only:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  .button.icon-only.small {
    inline-size: var(--_control-small);
  }
  .button.danger {
    border-color: var(--_bad);
    color: var(--_bad);
  }
  .button.danger:hover {
    background: var(--_bad-soft);
  }
  .button[aria-disabled='true'] {
    border: 1px dashed var(--_line-field);
    background: var(--_hover);
    color: var(--_muted);
    cursor: not-allowed;
  }
  :where(.place) {
    color: var(--_link);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .link {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-block-size: 24px;
    color: var(--_link);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  :is(input:not([type='checkbox'], [type='radio']), select, textarea) {
    min-block-size: var(--_control);
    max-inline-size: 100%;
    padding: 2px 8px;
    border: 1px solid var(--_line-field);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  textarea {
    inline-size: 100%;
    padding: 6px 8px;
    font-family: var(--_mono);
    font-size: 0.9em;
    line-height: 1.6;
    resize: vertical;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  :is([type='checkbox'], [type='radio']) {
    inline-size: 16px;
    block-size: 16px;
    margin: 0;
    flex: none;
  }
  .field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .field > .field-label {
    color: var(--_muted);
    font-size: 0.93em;
  }
  .field :is(input, select) {
    inline-size: 100%;
  }
  .field.inline {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .field.inline :is(input, select) {
    inline-size: auto;
    min-inline-size: 0;
  }
  .field [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .field-error {
    display: flex;
    gap: 4px;
    align-items: center;
    color: var(--_bad);
    font-size: var(--_small);
  }
  .search {
    position: relative;
    display: block;
    flex: 0 1 18.5em;
    min-inline-size: min(100%, 13em);
  }
  .search > .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 9px;
    margin-block: auto;
    color: var(--_muted);
    pointer-events: none;
  }
  .search > input:not([type='checkbox']) {
    inline-size: 100%;
    padding-inline-start: 31px;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-block-size: 24px;
  }
  .segments {
    display: inline-flex;
    border: 1px solid var(--_line-field);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .segments label {
    position: relative;
    display: inline-flex;
  }
  .segments label + label {
    border-inline-start: 1px solid var(--_line);
  }
  .segments input[type='radio'] {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .segments span {
    display: inline-grid;
    align-content: center;
    justify-items: center;
    min-block-size: calc(var(--_control) - 2px);
    padding-inline: 12px;
    border-radius: calc(var(--_radius) - 1px);
    color: var(--_muted);
  }
  /* Bold text is wider: an invisible bold copy keeps the width steady. */
  .segments span::after {
    content: attr(data-text);
    block-size: 0;
    visibility: hidden;
    overflow: hidden;
    font-weight: var(--_bold);
  }
  .segments.small span {
    min-block-size: calc(var(--_control-small) - 2px);
    padding-inline: 10px;
    font-size: 0.93em;
  }
  .segments input:checked + span {
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1.5px var(--_accent);
    color: var(--_text);
    font-weight: var(--_bold);
  }
  .segments input.neutral:checked + span {
    background: var(--_hover);
    box-shadow: inset 0 0 0 1.5px var(--_line-field);
  }
  .segments input:focus-visible + span {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    .segments input:checked + span {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container o365 (inline-size <= 34.3em) {
    .search,
    .toolbar > :is(.field, .segments) {
      flex: 1 1 100%;
    }
    .segments label {
      flex: 1;
    }
    .segments span {
      flex: 1;
      padding-inline: 8px;
    }
    .actions > .button {
      flex: 1 1 100%;
      min-block-size: 40px;
    }
  }
`;
