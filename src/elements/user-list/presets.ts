import type { LitElement } from 'lit';
import * as v from 'valibot';
import { readView, writeView } from './list-view.js';

/** A view that the administrator gave a name. It holds no search text, and nothing personal. */
export interface ListPreset {
  readonly name: string;
  /** As the element's `view`. */
  readonly view: string;
}

const presetsSchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
    view: v.pipe(v.string(), v.maxLength(20_000)),
  }),
);

export interface PresetsOptions {
  /** The tenant they are kept for; undefined while nobody is signed in. */
  readonly tenantId: () => string | undefined;
  /** The host's own, instead of those that this browser keeps. */
  readonly given: () => readonly ListPreset[] | undefined;
  readonly onChange: (presets: readonly ListPreset[]) => void;
}

/** The named views of a tenant: the host's, or those that this browser keeps. */
export class Presets {
  readonly #host: LitElement;
  readonly #options: PresetsOptions;
  #kept: { readonly tenantId: string; readonly presets: readonly ListPreset[] } | undefined;

  constructor(host: LitElement, options: PresetsOptions) {
    this.#host = host;
    this.#options = options;
  }

  get all(): readonly ListPreset[] {
    const given = this.#options.given();
    if (given) return given;
    const tenantId = this.#options.tenantId();
    if (tenantId === undefined) return [];
    if (this.#kept?.tenantId !== tenantId) this.#kept = { tenantId, presets: recall(tenantId) };
    return this.#kept.presets;
  }

  /** Names a view; another of that name is replaced. */
  save(name: string, view: string): void {
    const trimmed = name.trim().slice(0, 60);
    if (!trimmed) return;
    const others = this.all.filter((preset) => preset.name !== trimmed);
    this.#set([...others, { name: trimmed, view }].sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  remove(name: string): void {
    this.#set(this.all.filter((preset) => preset.name !== name));
  }

  #set(presets: readonly ListPreset[]): void {
    const tenantId = this.#options.tenantId();
    if (!this.#options.given() && tenantId !== undefined) {
      this.#kept = { tenantId, presets };
      remember(tenantId, presets);
    }
    this.#options.onChange(presets);
    this.#host.requestUpdate();
  }
}

// Names of views, plans, departments and states are nothing personal, so they may outlive the tab.
const keyOf = (tenantId: string): string => `o365-list-presets:${tenantId}`;

function recall(tenantId: string): readonly ListPreset[] {
  try {
    const kept = v.safeParse(presetsSchema, JSON.parse(localStorage.getItem(keyOf(tenantId)) ?? '[]'));
    if (!kept.success) return [];
    // Only what can be read again is offered.
    return kept.output.map(({ name, view }) => ({ name, view: writeView(readView(view)) }));
  } catch {
    // A page without storage, or with something else in its place, starts with none.
    return [];
  }
}

function remember(tenantId: string, presets: readonly ListPreset[]): void {
  try {
    localStorage.setItem(keyOf(tenantId), JSON.stringify(presets));
  } catch {
    // Without storage they last as long as the page.
  }
}
