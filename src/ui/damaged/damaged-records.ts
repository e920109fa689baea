import type { ReactiveControllerHost } from 'lit';
import type { Read } from '../../context/reads/read-cache.js';
import type { Session } from '../../context/session.js';
import { ActionController, type Failure } from '../../controllers/action-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import type { DamagedRecord } from '../../store/store.js';

export interface DamagedRecordsOptions {
  readonly read: (session: Session) => Read<readonly DamagedRecord[]>;
  /** Removes one for good. */
  readonly remove: (session: Session, id: string) => Promise<void>;
}

const noRecords: readonly DamagedRecord[] = [];

/** Records that cannot be read, of one kind, and removing them: that is asked about first. */
export class DamagedRecords {
  readonly #host: ReactiveControllerHost;
  readonly #provider: ProviderController;
  readonly #options: DamagedRecordsOptions;
  readonly #records: QueryController<readonly DamagedRecord[]>;
  readonly #removing: ActionController;
  #asking = '';

  constructor(host: ReactiveControllerHost, provider: ProviderController, options: DamagedRecordsOptions) {
    this.#host = host;
    this.#provider = provider;
    this.#options = options;
    this.#records = new QueryController(host, provider, options.read);
    this.#removing = new ActionController(host, () => provider.session);
  }

  get all(): readonly DamagedRecord[] {
    return this.#records.value ?? noRecords;
  }

  /** The one whose removal is asked about. */
  get asking(): DamagedRecord | undefined {
    return this.all.find(({ id }) => id === this.#asking);
  }

  /** Why removing one did not work. */
  get failure(): Failure | undefined {
    return this.#removing.failure;
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

  remove(id: string): Promise<void> {
    this.#asking = '';
    return this.#removing.runBeside(async () => {
      await this.#provider.withSession((session) => this.#options.remove(session, id));
      await this.refetch();
    });
  }
}
