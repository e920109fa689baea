import { html, nothing, type ReactiveControllerHost } from 'lit';
import { ActionController } from '../../controllers/action-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { icon } from '../../icons.js';
import type { UserListStrings } from '../../localization/en/people/user-list.js';
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

/** The button that exports all matching users, how far it is, and what became of it. */
export class CsvExport {
  readonly #host: ReactiveControllerHost;
  readonly #exporting: ActionController<true>;
  #progress = { written: 0, all: 0 };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#exporting = new ActionController<true>(host);
  }

  render(strings: StringsController<UserListStrings>, count: number, source: () => CsvSource): unknown {
    const { text } = strings;
    const { running, value: exported, failure } = this.#exporting;
    if (running)
      return html`<span class="small muted" role="status"
          >${text.exporting(this.#progress.written, this.#progress.all)}</span
        >
        <button class="button small" @click=${() => this.#exporting.reset()}>${text.stopExport}</button>`;
    return html`<span class="small muted" role="status"
        >${failure ? text.exportFailed : exported ? text.exported : nothing}</span
      >
      <button class="button quiet" @click=${() => void this.#export(text, source())}>
        ${icon('export')} ${text.exportCsv(count)}
      </button>`;
  }

  #export(text: UserListStrings, source: CsvSource): Promise<void> {
    const show = (written: number): void => {
      this.#progress = { written, all: source.users.length };
      this.#host.requestUpdate();
    };
    return this.#exporting.run(async (signal) => {
      show(0);
      const { header, rows } = listUserCells(source, text);
      const file = await createCsv(header, rows, { signal, onProgress: show });
      saveFile(file, `${text.fileName}-${toDay(new Date())}.csv`);
      return true;
    });
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
