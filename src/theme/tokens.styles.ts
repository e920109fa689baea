import { css } from 'lit';

/**
 * Tokens. A host sets the public names (`--o365-*`) anywhere above an element; elements read only the private ones
 * (`--_*`), which carry the fallbacks. Five settings are usually enough: accent, on-accent, surface, text, radius.
 * Every neutral, tint and line is mixed from those. Light and dark follow the inherited `color-scheme`.
 */
export const tokens = css`
  :host {
    /* Color: the host's */
    --_surface: var(--o365-color-surface, light-dark(#ffffff, #171a1f));
    --_text: var(--o365-color-text, light-dark(#1a1f26, #e8ebef));
    --_accent: var(--o365-color-accent, light-dark(#2457c5, #8ab4ff));
    --_on-accent: var(--o365-color-on-accent, light-dark(#ffffff, #0b1d3f));
    --_link: var(--o365-color-link, var(--_accent));
    --_focus: var(--o365-color-focus, var(--_accent));

    /* Color: mixed from the above */
    --_muted: var(--o365-color-text-muted, color-mix(in srgb, var(--_text) 72%, var(--_surface)));
    --_sunken: var(--o365-color-surface-sunken, color-mix(in srgb, var(--_text) 4%, var(--_surface)));
    --_hover: color-mix(in srgb, var(--_text) 7%, var(--_surface));
    --_raised: var(
      --o365-color-surface-raised,
      light-dark(var(--_surface), color-mix(in srgb, var(--_text) 8%, var(--_surface)))
    );
    /* What lies over something covers it, also where the host's surface is transparent. */
    --_cover: linear-gradient(var(--_raised) 0 0) Canvas;
    --_line: var(--o365-color-line, color-mix(in srgb, var(--_text) 14%, var(--_surface)));
    --_line-card: color-mix(in srgb, var(--_text) 20%, var(--_surface));
    --_line-button: color-mix(in srgb, var(--_text) 30%, var(--_surface));
    --_line-field: var(--o365-color-line-strong, color-mix(in srgb, var(--_text) 54%, var(--_surface)));
    --_accent-soft: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
    --_accent-hover: color-mix(in srgb, var(--_accent) 86%, var(--_text));

    /* Color: meaning. Always beside an icon and a word. */
    --_ok: var(--o365-color-ok, light-dark(#12692f, #77d493));
    --_warn: var(--o365-color-warn, light-dark(#854800, #f5b95c));
    --_bad: var(--o365-color-bad, light-dark(#b0201b, #ff9f96));
    --_info: var(--o365-color-info, light-dark(#1f568f, #8fc2f7));
    --_ok-soft: light-dark(
      color-mix(in srgb, var(--_ok) 9%, var(--_surface)),
      color-mix(in srgb, var(--_ok) 14%, var(--_surface))
    );
    --_warn-soft: light-dark(
      color-mix(in srgb, #f2a100 14%, var(--_surface)),
      color-mix(in srgb, #f2a100 13%, var(--_surface))
    );
    --_bad-soft: light-dark(
      color-mix(in srgb, var(--_bad) 8%, var(--_surface)),
      color-mix(in srgb, var(--_bad) 14%, var(--_surface))
    );
    --_info-soft: light-dark(
      color-mix(in srgb, var(--_info) 8%, var(--_surface)),
      color-mix(in srgb, var(--_info) 14%, var(--_surface))
    );

    /* Type. Sizes are relative to one base, which is relative to the host's. */
    --_mono: var(--o365-font-mono, ui-monospace, 'Cascadia Mono', Consolas, 'Liberation Mono', monospace);
    --_size: var(--o365-font-size, max(14px, 0.875em));
    --_small: max(12px, 0.875em);
    --_large: 1.145em;
    --_title: 1.36em;
    --_figure: 1.58em;
    --_bold: var(--o365-font-weight-bold, 600);

    /* Space and density. Density is a number: -1 compact, 0 regular, 1 comfortable. */
    --_unit: var(--o365-space, 4px);
    --_1: var(--_unit);
    --_2: calc(var(--_unit) * 2);
    --_3: calc(var(--_unit) * 3);
    --_4: calc(var(--_unit) * 4);
    --_6: calc(var(--_unit) * 6);
    --_8: calc(var(--_unit) * 8);
    --_inset: var(--o365-inset, calc(var(--_unit) * 5));
    /* How wide an element is where its place does not say. */
    --_width: min(var(--o365-width, 45em), 100vw - 2 * var(--_inset) - 4em);
    /* What of the page's top something of the host's own covers, such as its header. */
    --_sticky-top: var(--o365-sticky-top, 0px);
    --_density: var(--o365-density, 0);
    --_row: calc(36px + var(--_density) * 8px);
    --_control: calc(32px + var(--_density) * 4px);
    --_control-small: max(24px, calc(28px + var(--_density) * 4px));

    /* Shape */
    --_radius: var(--o365-radius, 6px);
    --_radius-small: min(var(--_radius), 4px);
    --_radius-large: calc(var(--_radius) * 1.5);
    --_shadow: var(--o365-shadow, 0 1px 2px rgb(0 0 0 / 12%), 0 8px 24px rgb(0 0 0 / 16%));
    --_ring: 2px;

    /* Motion: only for what really changed */
    --_fast: var(--o365-duration, 120ms);

    /* Undo what a page may leak through inheritance */
    box-sizing: border-box;
    background: var(--_surface);
    color: var(--_text);
    font-family: var(--o365-font-family, inherit);
    font-size: var(--_size);
    font-style: normal;
    font-weight: 400;
    line-height: 1.45;
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-transform: none;
    text-indent: 0;
    text-shadow: none;
    white-space: normal;
    accent-color: var(--_accent);
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_fast: 0ms;
    }
  }

  @media (prefers-contrast: more) {
    :host {
      --_muted: var(--_text);
      --_line: var(--_line-field);
      --_line-card: var(--_line-field);
      --_line-button: var(--_text);
    }
  }

  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_sunken: Canvas;
      --_hover: Canvas;
      --_raised: Canvas;
      --_text: CanvasText;
      --_muted: CanvasText;
      --_accent: Highlight;
      --_on-accent: HighlightText;
      --_link: LinkText;
      --_focus: Highlight;
      --_line: CanvasText;
      --_line-card: CanvasText;
      --_line-button: ButtonText;
      --_line-field: ButtonText;
      --_ok: CanvasText;
      --_warn: CanvasText;
      --_bad: CanvasText;
      --_info: CanvasText;
    }
  }
`;
