import { html, nothing, type TemplateResult } from 'lit';
import type { StringsController } from '../../../controllers/strings-controller.js';
import { icon } from '../../../icons.js';
import type { UserListStrings } from '../../../localization/en/people/user-list.js';
import type { NamedView } from '../../../store/named-view.js';
import { renderPanel } from '../../../ui/menu/panel.js';

export interface PresetParts {
  readonly strings: StringsController<UserListStrings>;
  readonly presets: readonly NamedView[];
  /** What is shown now, as it would be saved. */
  readonly view: string;
  /** Whether something is typed into the search, which is not saved. */
  readonly searching: boolean;
  readonly onOpenPreset: (preset: NamedView) => void;
  readonly onSavePreset: (name: string) => void;
  readonly onRemovePreset: (name: string) => void;
}

/** Views that were given a name, and the field to name the one that is shown. */
export function renderPresets(parts: PresetParts): TemplateResult {
  const { strings, presets, view, searching, onOpenPreset, onRemovePreset } = parts;
  const { text } = strings;
  const current = presets.find((preset) => preset.view === view);
  return renderPanel(
    'menu-views',
    current?.name ?? text.views,
    html`${
        presets.length > 0
          ? html`<ul class="presets" aria-label=${text.views}>
              ${presets.map(
                (preset) =>
                  html`<li>
                    <button
                      class="button quiet small"
                      aria-current=${preset === current ? 'true' : nothing}
                      @click=${() => onOpenPreset(preset)}
                    >
                      <bdi>${preset.name}</bdi>
                    </button>
                    <button
                      class="button icon-only small"
                      aria-label=${text.removeView(preset.name)}
                      @click=${() => onRemovePreset(preset.name)}
                    >
                      ${icon('trash')}
                    </button>
                  </li>`,
              )}
            </ul>`
          : html`<p class="muted small">${text.noViews}</p>`
      }
      <form class="stack tight" @submit=${(event: SubmitEvent) => save(event, parts)}>
        <label class="field">
          <span class="field-label">${text.viewName}</span>
          <input name="name" required maxlength="60" autocomplete="off" />
        </label>
        <button class="button small">${text.saveView}</button>
        ${searching ? html`<p class="muted small">${text.searchNotSaved}</p>` : nothing}
      </form>`,
    { active: current !== undefined && view !== '' },
  );
}

function save(event: SubmitEvent, { onSavePreset }: PresetParts): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const name = new FormData(form).get('name');
  if (typeof name !== 'string' || !name.trim()) return;
  form.reset();
  onSavePreset(name);
}
