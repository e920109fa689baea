import type { ReactiveControllerHost } from 'lit';
import type { DraftController } from '../../controllers/draft-controller.js';
import type { AppChoice } from '../../model/plan/app-choice.js';
import {
  choiceOf,
  findDependentApps,
  type DependentApp,
  type PlanAppId,
} from '../../model/plan/dependent-apps.js';
import type { Plan } from '../../model/plan/plan.js';

/** Switches apps of the draft. Those that need one that goes off go off with it, and come back with it. */
export class AppChoices {
  readonly #host: ReactiveControllerHost;
  readonly #draft: DraftController;
  #turnedOff: readonly DependentApp[] = [];

  constructor(host: ReactiveControllerHost, draft: DraftController) {
    this.#host = host;
    this.#draft = draft;
  }

  /** What went off with another app and was not touched since. */
  get turnedOff(): readonly DependentApp[] {
    const { workspace } = this.#draft;
    return workspace ? this.#turnedOff.filter((app) => choiceOf(workspace.draft, app) === 'off') : [];
  }

  choose(app: PlanAppId, choice: AppChoice, plans: ReadonlyMap<string, Plan>): void {
    if (choice === 'off') return this.turnOff([app], plans);
    const back = this.#listFollowers(app);
    this.#set([{ ...app, choice }, ...back.map((each) => ({ ...each, choice: each.before }))]);
    this.#forget([app, ...back]);
  }

  turnOff(apps: readonly PlanAppId[], plans: ReadonlyMap<string, Plan>): void {
    const { workspace } = this.#draft;
    if (!workspace) return;
    const dependents = findDependentApps(workspace.draft, apps, plans);
    this.#set([...apps, ...dependents].map((app) => ({ ...app, choice: 'off' })));
    this.#forget([...apps, ...dependents]);
    this.#turnedOff = [...this.#turnedOff, ...dependents];
  }

  /** Takes back that an app went off with another one. */
  keepOn(app: DependentApp): void {
    this.#set([{ ...app, choice: app.before }]);
    this.#forget([app]);
  }

  /** Forgets what went off: another workspace is shown. */
  clear(): void {
    this.#turnedOff = [];
  }

  /** What went off with an app, and what went off with that. */
  #listFollowers({ servicePlanId }: PlanAppId): readonly DependentApp[] {
    return this.turnedOff
      .filter(({ because }) => because === servicePlanId)
      .flatMap((app) => [app, ...this.#listFollowers(app)]);
  }

  #set(apps: readonly (PlanAppId & { readonly choice: AppChoice })[]): void {
    this.#draft.edit(
      apps.map(({ skuId, servicePlanId, choice }) => ({ kind: 'choose-app', skuId, servicePlanId, choice })),
    );
  }

  #forget(apps: readonly PlanAppId[]): void {
    this.#turnedOff = this.#turnedOff.filter(
      (each) => !apps.some((app) => app.skuId === each.skuId && app.servicePlanId === each.servicePlanId),
    );
    this.#host.requestUpdate();
  }
}
