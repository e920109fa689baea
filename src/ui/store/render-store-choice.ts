import { html, nothing, type TemplateResult } from 'lit';
import type { ChoosingState, StoreChoosing } from '../../context/store-choosing.js';
import { icon } from '../../icons.js';
import type { StoreChoiceStrings } from '../../localization/en/store/store-choice.js';
import { errorWords } from '../../localization/error-words.js';
import { storeChoiceWords } from '../../localization/store-choice-words.js';
import type { StorePlace } from '../../store/store.js';
import type { StateParts } from '../states/before-sign-in.js';
import { renderDetails } from '../states/render-details.js';
import { renderPointer } from '../states/render-pointer.js';
import { listStrangers } from './render-store-owners.js';

/** Asks, in place of the content, in which group of the tenant the workspaces are; on a page, one element asks for all. */
export function renderStoreChoice(parts: StateParts, choosing: StoreChoosing): TemplateResult {
  const text = storeChoiceWords(parts.strings.format);
  const { host } = parts.provider;
  const asker = choosing.askers.find(host);
  if (asker !== host) return renderPointer('key', { label: text.first, go: text.goThere }, asker);
  const { state } = choosing;
  return html`<div class="blank" part="state store-choice">
    ${icon('key')}
    <p class="label">${text.title}</p>
    <p class="muted">${text.why}</p>
    ${renderPlaces(text, choosing, state)} ${renderFailure(parts, choosing, state)}
  </div>`;
}

function renderPlaces(text: StoreChoiceStrings, choosing: StoreChoosing, state: ChoosingState): unknown {
  const { places, isBusy, error } = state;
  if (isBusy) return html`<p role="status">${text.making}</p>`;
  if (!places) return error ? nothing : html`<p role="status">${text.reading}</p>`;
  return html`${places.map((place) => renderPlace(text, choosing, place))}
    ${places.length === 0 ? html`<p>${text.none}</p>` : nothing}
    <div class="row">
      <button
        class=${places.length === 0 ? 'button primary' : 'button'}
        @click=${() => void choosing.create()}
      >
        ${icon('plus')} ${text.make}
      </button>
    </div>`;
}

function renderPlace(
  text: StoreChoiceStrings,
  choosing: StoreChoosing,
  { id, name, owners }: StorePlace,
): TemplateResult {
  const names = owners.map(({ displayName }) => displayName);
  const strangers = listStrangers({ owners });
  return html`<div class="notice ${strangers.length > 0 ? 'warn' : ''}" part="store-place">
    ${icon(strangers.length > 0 ? 'attention' : 'organization')}
    <strong>${text.useOne(name, names)}</strong>
    <div class="body">
      ${strangers.length > 0 ? html`<p>${text.strangers(strangers)}</p>` : nothing}
      <p>${text.proves}</p>
    </div>
    <div class="row">
      <button class="button primary" aria-label=${text.useOf(name)} @click=${() => void choosing.accept(id)}>
        ${text.use}
      </button>
    </div>
  </div>`;
}

function renderFailure(parts: StateParts, choosing: StoreChoosing, { error }: ChoosingState): unknown {
  if (!error) return nothing;
  const words = errorWords(parts.strings.format)[error.code];
  const { common } = parts.strings;
  const scopes = [...new Set([...error.scopes, ...choosing.scopes])];
  const ask = (): void => void parts.provider.signIn({ scopes }).then(() => choosing.load());
  return html`<div class="notice bad" role="alert">
    ${icon('failed')}
    <strong>${words.title}</strong>
    <div class="body">${words.remedy} ${renderDetails(parts, error)}</div>
    <div class="row">
      ${
        error.code === 'consent-required'
          ? html`<button class="button" @click=${ask}>${common.allow}</button>`
          : html`<button class="button" @click=${() => void choosing.load()}>
              ${icon('refresh')} ${common.tryAgain}
            </button>`
      }
    </div>
  </div>`;
}
