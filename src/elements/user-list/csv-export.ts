import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/user-list.js';
import type { CsvValue } from '../../model/csv-cell.js';
import { toDay } from '../../model/days.js';
import { isFailed, licenseSource, type DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import { createCsv, saveFile } from '../../ui/csv.js';
import type { Column } from './grid/columns.js';
import type { HeldWords } from './grid/service-columns.js';
import { findFailedLicense, judgeUser } from './judge-user.js';

export interface CsvSource {
  readonly users: readonly DirectoryUser[];
  readonly plans: readonly Plan[];
  /** Columns of services that are shown, and what people have of them. */
  readonly services: readonly Column[];
  readonly held: HeldWords;
  readonly hybrid: boolean;
}

type ExportState =
  | { readonly status: 'idle' | 'done' | 'failed' }
  | {
      readonly status: 'running';
      readonly written: number;
      readonly all: number;
      readonly stop: AbortController;
    };

/** The button that exports all matching users, how far it is, and what became of it. */
export class CsvExport implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #state: ExportState = { status: 'idle' };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    if (this.#state.status === 'running') this.#state.stop.abort();
  }

  render(strings: StringsController<UserListStrings>, count: number, source: () => CsvSource): unknown {
    const { text } = strings;
    const state = this.#state;
    if (state.status === 'running')
      return html`<span class="small muted" role="status">${text.exporting(state.written, state.all)}</span>
        <button class="button small" @click=${() => state.stop.abort()}>${text.stopExport}</button>`;
    const said = { idle: '', done: text.exported, failed: text.exportFailed }[state.status];
    return html`<span class="small muted" role="status">${said}</span>
      <button class="button quiet" @click=${() => void this.#export(text, source())}>
        ${icon('export')} ${text.exportCsv(count)}
      </button>`;
  }

  async #export(text: UserListStrings, source: CsvSource): Promise<void> {
    const stop = new AbortController();
    const all = source.users.length;
    this.#set({ status: 'running', written: 0, all, stop });
    try {
      const { header, rows } = listUserCells(source, text);
      const file = await createCsv(header, rows, {
        signal: stop.signal,
        onProgress: (written) => this.#set({ status: 'running', written, all, stop }),
      });
      saveFile(file, `${text.fileName}-${toDay(new Date())}.csv`);
      this.#set({ status: 'done' });
    } catch {
      this.#set({ status: stop.signal.aborted ? 'idle' : 'failed' });
    }
  }

  #set(state: ExportState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/** One line per user, with a column for every plan: where it comes from, or what is wrong with it. */
function listUserCells(
  { users, plans, services, held, hybrid }: CsvSource,
  text: UserListStrings,
): { readonly header: readonly string[]; readonly rows: Iterable<readonly CsvValue[]> } {
  const { csv } = text;
  const header = [
    csv.id,
    csv.displayName,
    csv.userPrincipalName,
    csv.mail,
    csv.department,
    csv.jobTitle,
    csv.country,
    csv.usageLocation,
    text.enabled,
    text.synchronized,
    csv.state,
    ...plans.map(({ name }) => name),
    ...services.map(({ label }) => label),
  ];
  return { header, rows: listRows() };

  function* listRows(): Generator<readonly CsvValue[]> {
    for (const user of users) {
      const failed = findFailedLicense(user);
      yield [
        user.id,
        user.displayName,
        user.userPrincipalName,
        user.mail,
        user.department,
        user.jobTitle,
        user.country,
        user.usageLocation,
        user.accountEnabled === undefined
          ? undefined
          : text.enabledChoices[user.accountEnabled ? 'yes' : 'no'],
        user.guest ? text.guest : text.syncedChoices[user.synced ? 'yes' : 'no'],
        failed ? text.licenseError(failed.error) : text.states[judgeUser(user, hybrid)],
        ...plans.map(({ skuId }) => describePlan(user, skuId, text)),
        ...services.map(({ id }) => held.get(id)?.get(user.id)),
      ];
    }
  }
}

function describePlan(user: DirectoryUser, skuId: string, text: UserListStrings): string | undefined {
  if (user.licensesUnknown) return text.unknown;
  const source = licenseSource(user, skuId);
  const failed = user.licenses.find((license) => license.skuId === skuId && isFailed(license));
  return (
    source && (failed ? `${text.sources[source]}: ${text.licenseError(failed.error)}` : text.sources[source])
  );
}
