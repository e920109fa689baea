import { css } from 'lit';

/** How things stand: states, notices, facts, what to do, what is on its way. */
export const states = css`
  .state {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .notice {
    display: grid;
    grid-template-columns: 16px minmax(17em, 1fr) auto;
    gap: 2px 10px;
    align-items: start;
    padding: 10px 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_info-soft);
    color: var(--_text);
    text-align: start;
  }
  .notice > .icon {
    margin-block-start: 2px;
    color: var(--_info);
  }
  .notice > .row {
    grid-column: 3;
    grid-row: 1 / span 2;
    align-self: center;
  }
  .notice > :is(p, strong, .body) {
    grid-column: 2;
  }
  /* As narrow as on a phone, whatever the page is. */
  :is(.blank, dialog) .notice {
    grid-template-columns: 16px minmax(0, 1fr);
  }
  :is(.blank, dialog) .notice > .row {
    grid-column: 2;
    grid-row: auto;
    justify-content: start;
    padding-block-start: 6px;
  }
  .notice.ok {
    background: var(--_ok-soft);
  }
  .notice.ok > .icon {
    color: var(--_ok);
  }
  .notice.warn {
    background: var(--_warn-soft);
  }
  .notice.warn > .icon {
    color: var(--_warn);
  }
  .notice.bad {
    background: var(--_bad-soft);
  }
  .notice.bad > .icon {
    color: var(--_bad);
  }
  .facts {
    display: grid;
    gap: var(--_3) var(--_4);
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 1fr));
  }
  .facts dt {
    color: var(--_muted);
    font-size: 0.93em;
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  .points {
    display: grid;
    gap: var(--_1);
    padding-inline-start: 1.3em;
    list-style: disc;
    text-align: start;
  }
  .skeleton {
    display: grid;
  }
  .skeleton > span {
    display: block;
    block-size: var(--_row);
    border-block-end: 1px solid var(--_line);
    background: linear-gradient(var(--_line), var(--_line)) 0 50% / 40% 8px no-repeat;
    opacity: 0;
    animation: skeleton 1.6s ease-in-out 300ms infinite alternate;
  }
  .skeleton > span:nth-child(2n) {
    background-size: 55% 8px;
  }
  @keyframes skeleton {
    from {
      opacity: 0.45;
    }
    to {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton > span {
      animation-duration: 0s;
      animation-iteration-count: 1;
      animation-fill-mode: forwards;
    }
  }
  details > summary {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    min-block-size: 28px;
    border-radius: var(--_radius-small);
    cursor: pointer;
    list-style: none;
  }
  details > summary::-webkit-details-marker {
    display: none;
  }
  details[open] > summary > .chevron {
    transform: rotate(90deg);
  }
  :dir(rtl) > .chevron {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    :is(.badge, .notice) {
      border-color: CanvasText;
    }
  }
  @container o365 (inline-size <= 45.7em) {
    .notice {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .notice > .row {
      grid-column: 2;
      grid-row: auto;
      padding-block-start: 6px;
    }
  }
`;
