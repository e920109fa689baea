import type { ReactiveControllerHost } from 'lit';
import type { Read } from '../../context/reads/read-cache.js';
import { QueryController } from '../../controllers/query-controller.js';
import { toProvisioningError, type ProvisioningError } from '../../model/errors.js';
import type { DamagedRecord } from '../../store/store.js';

export interface DamagedRecordsOptions {
  readonly read: () => Read<readonly DamagedRecord[]> | undefined;
  /** Removes one for good. */
  readonly remove: (id: string) => Promise<void> | undefined;
}

/** Why removing one did not work. */
export interface NotRemoved {
  readonly id: string;
  readonly error: ProvisioningError;
}

const noRecords: readonly DamagedRecord[] = [];

/** Records that cannot be read, of one kind, and removing them: that is asked about first. */
export class DamagedRecords {
  readonly #host: ReactiveControllerHost;
  readonly #options: DamagedRecordsOptions;
  readonly #records: QueryController<readonly DamagedRecord[]>;
  #asking = '';
  #failure: NotRemoved | undefined;

  constructor(host: ReactiveControllerHost, options: DamagedRecordsOptions) {
    this.#host = host;
    this.#options = options;
    this.#records = new QueryController(host, options.read);
  }

  get all(): readonly DamagedRecord[] {
    return this.#records.value ?? noRecords;
  }

  /** The one whose removal is asked about. */
  get asking(): DamagedRecord | undefined {
    return this.all.find(({ id }) => id === this.#asking);
  }

  get failure(): NotRemoved | undefined {
    return this.#failure;
  }

  refetch(): Promise<void> {
    return this.#records.refetch();
  }

  ask(id: string): void {
    this.#asking = id;
    this.#host.requestUpdate();
  }

  cancel(): void {
    this.ask('');
  }

  async remove(id: string): Promise<void> {
    this.#asking = '';
    this.#failure = undefined;
    this.#host.requestUpdate();
    try {
      await this.#options.remove(id);
      await this.refetch();
    } catch (thrown) {
      this.#failure = { id, error: toProvisioningError(thrown) };
      this.#host.requestUpdate();
    }
  }
}
