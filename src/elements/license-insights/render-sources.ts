import { html, nothing, type TemplateResult } from 'lit';
import type { SignIns } from '../../context/reads/reads.js';
import type { ReadState } from '../../controllers/query-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon, type IconName } from '../../icons.js';
import type { InsightsStrings } from '../../localization/en/usage/license-insights.js';
import type { MailboxReport } from '../../services/reports.js';
import { renderErrorNotice, type StateParts } from '../../ui/states/element-state.js';

export interface SourcesParts {
  readonly strings: StringsController<InsightsStrings>;
  readonly provider: StateParts['provider'];
  readonly signIns: ReadState<SignIns>;
  readonly report: ReadState<MailboxReport>;
  readonly peopleCount: number;
  readonly now: Date;
  readonly onReadSignIns: () => void;
  readonly onReadReport: () => void;
  readonly onRefreshSignIns: () => void;
  readonly onRefreshReport: () => void;
}

/** What findings are drawn from besides the directory: what is not read and why, how far it is, how old it is. */
export function renderSources(parts: SourcesParts): TemplateResult {
  return html`<div class="stack tight" part="sources">${renderSignIns(parts)} ${renderReport(parts)}</div>`;
}

function renderSignIns(parts: SourcesParts): unknown {
  const { strings, provider, signIns, peopleCount, now, onReadSignIns, onRefreshSignIns } = parts;
  const { text } = strings;
  switch (signIns.status) {
    case 'waiting':
      return renderNotice('key', text.signInsOff, text.signInsOffWhy, {
        words: text.signInsRead,
        run: onReadSignIns,
      });
    case 'loading':
      return renderNotice('waiting', text.signInsReading(0, peopleCount), text.signInsReadingWhy);
    case 'failed':
      return signIns.error.code === 'premium-required'
        ? renderNotice('info', text.premium, text.premiumWhy)
        : renderErrorNotice({ provider, strings }, { error: signIns.error, retry: onRefreshSignIns });
    case 'ready':
      if (!signIns.value.complete)
        return renderNotice(
          'waiting',
          text.signInsReading(signIns.value.count, Math.max(peopleCount, signIns.value.count)),
          text.signInsReadingWhy,
        );
      return html`${renderErrorNotice(
        { provider, strings },
        signIns.error && { error: signIns.error, retry: onRefreshSignIns },
      )}
      ${renderNotice(
        'info',
        text.signInsAge(signIns.readAt, now),
        text.signInsAgeWhy,
        signIns.refreshing ? undefined : { words: text.refreshNow, run: onRefreshSignIns },
      )}`;
  }
}

function renderReport(parts: SourcesParts): unknown {
  const { strings, provider, report, onReadReport, onRefreshReport } = parts;
  const { text, common } = strings;
  switch (report.status) {
    case 'waiting':
      return renderNotice('mail', text.reportOff, text.reportOffWhy, {
        words: text.reportRead,
        run: onReadReport,
      });
    case 'loading':
      return renderNotice('waiting', common.loading, text.reportOffWhy);
    case 'failed':
      return renderErrorNotice({ provider, strings }, { error: report.error, retry: onRefreshReport });
    case 'ready':
      if (report.value.concealed)
        return renderNotice('attention', text.reportConcealed, text.reportConcealedWhy, {
          words: common.tryAgain,
          run: onRefreshReport,
        });
      return report.value.asOf
        ? html`<p class="muted small">${text.reportAge(report.value.asOf)}</p>`
        : nothing;
  }
}

function renderNotice(
  shape: IconName,
  fact: string,
  why: string,
  action?: { readonly words: string; readonly run: () => void },
): TemplateResult {
  return html`<div class="notice" role="status">
    ${icon(shape)}
    <strong>${fact}</strong>
    <p>${why}</p>
    ${action ? html`<div class="row"><button class="button" @click=${action.run}>${action.words}</button></div>` : nothing}
  </div>`;
}
