import { css } from 'lit';

/** Ground rules of every element: spacing of plain nodes, focus, type sizes and the few layouts that all screens share. */
export const base = css`
  :host {
    container: o365 / inline-size;
    display: block;
    /* Who asks for the size of a container query gets none from its content: said here, for rows, dialogs, tables. */
    contain-intrinsic-inline-size: var(--_width);
    min-inline-size: min(100%, 20em);
    max-inline-size: 100%;
    padding: var(--_inset);
    overflow-wrap: break-word;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :host,
  * {
    scroll-margin-block-start: var(--_sticky-top);
  }
  :where(h2, h3, h4, h5, p, ul, ol, dl, dd, figure, fieldset, legend) {
    margin: 0;
    padding: 0;
  }
  :where(ul, ol) {
    list-style: none;
  }
  :where(fieldset) {
    min-inline-size: 0;
    border: 0;
  }
  :where(p) {
    text-wrap: pretty;
  }
  :where(button, input, select, textarea) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  strong {
    font-weight: var(--_bold);
  }
  code {
    font-family: var(--_mono);
    font-size: 0.857em;
    overflow-wrap: anywhere;
  }
  mark {
    background: none;
    color: inherit;
    font-weight: 700;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  :focus-visible {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: 2px;
  }
  .heading {
    font-size: var(--_title);
    font-weight: var(--_bold);
    line-height: 1.25;
  }
  .section {
    font-size: var(--_large);
    font-weight: var(--_bold);
    line-height: 1.3;
  }
  .label {
    font-weight: var(--_bold);
  }
  .answer {
    font-size: 1.2em;
    line-height: 1.35;
    text-wrap: balance;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: var(--_small);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    vertical-align: -3px;
  }
  .ok {
    color: var(--_ok);
  }
  .warn {
    color: var(--_warn);
  }
  .bad {
    color: var(--_bad);
  }
  .info {
    color: var(--_info);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_4);
    align-content: start;
  }
  .stack.tight {
    gap: var(--_2);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
  }
  .row.spread {
    justify-content: space-between;
  }
  .grow {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .push {
    margin-inline-start: auto;
  }
  .split {
    display: grid;
    gap: var(--_6);
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  @container o365 (inline-size > 54.3em) {
    .split {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--_8);
    }
    .split.aside {
      grid-template-columns: minmax(0, 1fr) minmax(18.5em, 23em);
      gap: var(--_6);
    }
  }
`;
