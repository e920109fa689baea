import { html, nothing, type TemplateResult } from 'lit';
import type { ReadState } from '../../controllers/query-controller.js';
import { icon } from '../../icons.js';
import { errorWords } from '../../localization/error-words.js';
import type { ProvisioningError } from '../../model/errors.js';
import type { DirectorySync, SyncError, SyncSettings, UserOrigins } from '../../services/sync.js';
import { readSyncSettingsScopes } from '../../services/sync.js';
import { breakWord } from './break-word.js';
import type { DirectoryParts } from './directory-parts.js';

/** What the facts are made of. */
export interface Facts {
  readonly sync: DirectorySync;
  readonly origins: ReadState<UserOrigins>;
  /** Undefined where they were not read. */
  readonly errors: readonly SyncError[] | undefined;
  /** Undefined where there are no such settings: without synchronization, or in another cloud. */
  readonly settings: ReadState<SyncSettings> | undefined;
}

/** Age, users, errors, and how the synchronization is set. */
export function renderFacts(parts: DirectoryParts, facts: Facts): TemplateResult {
  const { text, format } = parts.strings;
  const { sync, origins, errors, settings } = facts;
  return html`<dl class="facts" part="facts">
    ${sync.lastRun ? renderFact(text.lastRun, format.dateTime(sync.lastRun)) : nothing}
    ${renderOrigins(parts, origins)}
    ${errors ? renderFact(text.syncErrors, renderErrorCount(parts, errors)) : nothing}
    ${settings ? renderSettings(parts, settings) : nothing}
  </dl>`;
}

function renderFact(name: string, value: unknown, note?: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} ${note === undefined ? nothing : html`<div class="muted small">${note}</div>`}</dd>
  </div>`;
}

function renderOrigins(parts: DirectoryParts, state: ReadState<UserOrigins>): unknown {
  const { text } = parts.strings;
  if (state.status === 'failed') return renderUncounted(parts, state.error);
  if (state.status !== 'ready') return nothing;
  const { synced, cloud } = state.value;
  return synced > 0
    ? renderFact(text.users, text.fromDirectory(synced), text.fromCloud(cloud))
    : renderFact(text.users, text.userCount(cloud), text.onlyCloud);
}

/** Why people could not be counted, and the way to count them. */
function renderUncounted({ provider, strings }: DirectoryParts, error: ProvisioningError): TemplateResult {
  const { text, format, common } = strings;
  const { code, scopes } = error;
  const missing = code === 'consent-required' && scopes.length > 0;
  return renderFact(
    text.users,
    html`<span class="state warn">${icon('attention')} ${errorWords(format)[code].title}</span>`,
    missing
      ? html`${breakWord(text.needs(scopes))}
          <div>
            <button class="button small" @click=${() => void provider.signIn({ scopes })}>
              ${icon('key')} ${common.allow}
            </button>
          </div>`
      : undefined,
  );
}

function renderErrorCount({ strings: { text } }: DirectoryParts, errors: readonly SyncError[]) {
  const failing = new Set(errors.map((error) => error.userId)).size;
  return failing > 0
    ? html`<span class="state warn">${icon('attention')} ${text.syncErrorUsers(failing)}</span>`
    : html`<span class="state">${icon('done', 'ok')} ${text.noSyncErrors}</span>`;
}

function renderSettings(parts: DirectoryParts, state: ReadState<SyncSettings>): unknown {
  const { text, format, common } = parts.strings;
  switch (state.status) {
    case 'loading':
      return renderFact(text.deletion, common.loading);
    case 'waiting':
      return renderUnread(parts);
    case 'failed': {
      const { code } = state.error;
      if (code === 'consent-required') return renderUnread(parts);
      const why =
        code === 'role-required'
          ? text.settingsNeed(readSyncSettingsScopes[0])
          : errorWords(format)[code].title;
      return renderFact(text.deletion, text.notRead, why);
    }
    case 'ready': {
      const { deletionThreshold: threshold, features } = state.value;
      return [
        threshold
          ? renderFact(
              text.deletion,
              html`<span class="state">${icon('done', 'ok')} ${text.protected}</span>`,
              threshold.unit === 'percent'
                ? text.stopsAbovePercent(threshold.count)
                : text.stopsAbove(threshold.count),
            )
          : renderFact(
              text.deletion,
              html`<span class="state warn">${icon('attention')} ${text.notProtected}</span>`,
              text.notProtectedWhy,
            ),
        renderFact(
          text.features,
          features.length > 0
            ? format.list(features.map((feature) => text.featureNames[feature]))
            : text.noFeature,
        ),
      ];
    }
  }
}

/** What it takes to read the settings: nobody is asked for it before they want to. */
function renderUnread({ provider, strings: { text } }: DirectoryParts): TemplateResult {
  const note = html`${breakWord(text.settingsNeed(readSyncSettingsScopes[0]))}
    <div>
      <button class="button small" @click=${() => void provider.signIn({ scopes: readSyncSettingsScopes })}>
        ${icon('key')} ${text.readSettings}
      </button>
    </div>`;
  return renderFact(text.deletion, text.notRead, note);
}
