import { css } from 'lit';

export const styles = css`
  .tabs {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    border-block-end: 1px solid var(--_line-button);
    scrollbar-width: none;
  }
  .tabs > * {
    display: inline-flex;
    flex: none;
    align-items: center;
    min-block-size: 40px;
    padding: 0 12px;
    border: 0;
    border-block-end: 3px solid transparent;
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    text-decoration: none;
    cursor: pointer;
  }
  .tabs > :hover {
    background: var(--_hover);
    color: var(--_text);
  }
  .tabs > :focus-visible {
    outline-offset: -2px;
  }
  .tabs [aria-selected='true'] {
    border-block-end-color: var(--_accent);
    color: var(--_text);
    font-weight: var(--_bold);
  }
  @media (forced-colors: active) {
    .tabs [aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  /* The parts bring their own headings; the console brings the space around them. */
  .panel {
    --o365-inset: 0;
    --o365-font-size: 1em;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_6);
  }
  .panel:focus-visible,
  .panel > :focus-visible {
    outline-offset: 4px;
  }
`;
