import type { ReactiveControllerHost } from 'lit';
import { nameOption, nameService } from '../../catalog/service-name.js';
import { catalogRead, plansRead } from '../../context/reads/reads.js';
import type { WorkspaceService } from '../../model/workspace/workspace.js';
import type { ProviderController } from '../provider-controller.js';
import { QueryController } from '../query-controller.js';

/** What the ids in a clash are called. They are read only while there is one, and shown as they are until then. */
export class ClashNames {
  readonly #provider: ProviderController;
  readonly #plans;
  readonly #catalog;

  constructor(host: ReactiveControllerHost, provider: ProviderController, isNeeded: () => boolean) {
    this.#provider = provider;
    this.#plans = new QueryController(host, provider, (session) =>
      isNeeded() ? plansRead(session) : undefined,
    );
    this.#catalog = new QueryController(host, provider, (session) =>
      isNeeded() ? catalogRead(session) : undefined,
    );
  }

  plan(skuId: string): string {
    return (
      this.#plans.value?.find((plan) => plan.skuId === skuId)?.name ?? this.#provider.nameFormerPlan(skuId)
    );
  }

  app(servicePlanId: string): string {
    const apps = this.#plans.value?.flatMap((plan) => plan.apps) ?? [];
    return apps.find((app) => app.servicePlanId === servicePlanId)?.name ?? servicePlanId;
  }

  service(service: WorkspaceService): string {
    return nameService(this.#catalog.value, service);
  }

  /** The option of a service; undefined when it has none. */
  option(service: WorkspaceService): string | undefined {
    return nameOption(this.#catalog.value, service);
  }
}
