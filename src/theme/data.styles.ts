import { css } from 'lit';

/** What people read: badges, states, notices, facts, figures, tables, cards, bars, skeletons. */
export const data = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 7px;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: var(--_hover);
    font-size: var(--_small);
    font-weight: 500;
    line-height: 1.5;
    white-space: nowrap;
  }
  .badge .icon {
    inline-size: 13px;
    block-size: 13px;
  }
  .badge.ok {
    background: var(--_ok-soft);
  }
  .badge.warn {
    background: var(--_warn-soft);
  }
  .badge.bad {
    background: var(--_bad-soft);
  }
  .badge.info {
    background: var(--_info-soft);
  }
  .badge.outline {
    border-color: var(--_line-button);
    background: none;
    color: var(--_muted);
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .notice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 2px 10px;
    align-items: start;
    padding: 10px 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_info-soft);
    color: var(--_text);
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
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 180px), 1fr));
  }
  .facts dt {
    color: var(--_muted);
    font-size: 0.93em;
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .figures > div {
    padding: 10px 16px;
    box-shadow: -1px -1px 0 var(--_line);
  }
  .figures dt {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--_muted);
    font-size: 0.93em;
  }
  .figures dd {
    font-variant-numeric: tabular-nums;
  }
  .figures .figure {
    font-size: var(--_figure);
    font-weight: var(--_bold);
    line-height: 1.2;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  :is(th, td) {
    block-size: var(--_row);
    padding: 4px 10px 4px 0;
    border-block-end: 1px solid var(--_line);
    text-align: start;
    font-weight: 400;
    vertical-align: middle;
  }
  :is(th, td):last-child {
    padding-inline-end: 0;
  }
  thead th {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
    border-block-end-color: var(--_line-button);
  }
  tbody th {
    font-weight: 500;
  }
  tbody tr:hover {
    background: var(--_hover);
  }
  tfoot :is(th, td) {
    font-weight: var(--_bold);
  }
  :is(th, td).end {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .card {
    display: grid;
    gap: var(--_3);
    align-content: start;
    padding: var(--_4);
    border: 1px solid var(--_line-card);
    border-radius: var(--_radius-large);
    background: var(--_surface);
  }
  .cards {
    display: grid;
    gap: var(--_4);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
  }
  .list > li {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    min-block-size: 30px;
    padding-block: 3px;
    border-block-start: 1px solid var(--_line);
  }
  .list > li:first-child {
    border-block-start: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_2) var(--_3);
    align-items: center;
    padding-block-start: var(--_3);
    border-block-start: 1px solid var(--_line);
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--_line);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }
  meter.usage {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    border: 1px solid var(--_chart-1);
    background: none;
    appearance: none;
  }
  meter.usage::-webkit-meter-inner-element,
  meter.usage::-webkit-meter-bar {
    display: block;
    block-size: 100%;
    border: 0;
    border-radius: 0;
    background: none;
  }
  meter.usage::-webkit-meter-optimum-value,
  meter.usage::-webkit-meter-suboptimum-value,
  meter.usage::-webkit-meter-even-less-good-value {
    border-radius: 0;
    background: var(--_chart-1);
  }
  meter.usage::-moz-meter-bar {
    background: var(--_chart-1);
  }
  .blank {
    display: grid;
    gap: var(--_2);
    justify-items: center;
    max-inline-size: 44ch;
    margin-inline: auto;
    padding-block: var(--_6);
    text-align: center;
  }
  .blank > .icon {
    inline-size: 22px;
    block-size: 22px;
    color: var(--_muted);
  }
  .blank > .icon:is(.bad, .warn) {
    color: var(--_warn);
  }
  .blank > .icon.bad {
    color: var(--_bad);
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
    tbody tr[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @container o365 (inline-size <= 640px) {
    table.cards-when-narrow,
    table.cards-when-narrow :is(tbody, tfoot) {
      display: block;
    }
    table.cards-when-narrow thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    table.cards-when-narrow tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 12px;
      padding-block: 8px;
      border-block-end: 1px solid var(--_line);
    }
    table.cards-when-narrow :is(th, td) {
      display: flex;
      gap: 12px;
      justify-content: space-between;
      block-size: auto;
      padding: 0;
      border: 0;
      grid-column: 1 / -1;
      text-align: start;
    }
    table.cards-when-narrow :is(th, td)[data-label]::before {
      content: attr(data-label);
      flex: none;
      color: var(--_muted);
      font-size: 0.93em;
    }
    table.cards-when-narrow :is(th, td):empty {
      display: none;
    }
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
