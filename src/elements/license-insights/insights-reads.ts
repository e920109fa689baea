import type { LitElement } from 'lit';
import {
  directoryRead,
  groupNamesRead,
  mailboxReportRead,
  plansRead,
  signInsRead,
  subscriptionsRead,
  type SignIns,
} from '../../context/reads/reads.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import { QueryController } from '../../controllers/query-controller.js';
import { findWaste } from '../../insights/find-waste.js';
import type { Finding, WasteReport } from '../../insights/finding.js';
import type { Prices } from '../../insights/prices.js';
import { findSharedMailboxes } from '../../insights/shared-mailboxes.js';
import type { DirectoryUser } from '../../model/holding/user.js';
import type { Plan } from '../../model/plan/plan.js';
import type { Keep } from '../../model/usage/keep.js';
import type { Subscription } from '../../services/licenses/subscriptions.js';
import type { MailboxReport } from '../../services/reports.js';
import { createMemo } from '../../ui/create-memo.js';

/** What is asked for, as it is now. */
export interface InsightsQuestion {
  readonly signIns: boolean;
  readonly mailboxReport: boolean;
  readonly inactiveDays: number;
  readonly prices: Prices | undefined;
  /** Ids of findings whose people are listed. */
  readonly opened: ReadonlySet<string>;
}

/** Everything that findings are drawn from, and the findings. What needs a permission of its own is read when asked for. */
export class InsightsReads {
  readonly plans;
  readonly directory;
  readonly subscriptions;
  readonly keeps;
  readonly signIns;
  readonly report;
  readonly #groupNames;
  readonly #question: () => InsightsQuestion;
  readonly #find = createMemo(drawFindings);
  readonly #listGroups = createMemo(listGroups);
  readonly #index = createMemo((plans: readonly Plan[]) => new Map(plans.map((plan) => [plan.skuId, plan])));

  constructor(host: LitElement, shared: ProviderController, question: () => InsightsQuestion) {
    this.#question = question;
    this.plans = new QueryController(host, shared, plansRead);
    this.directory = new QueryController(host, shared, directoryRead);
    this.subscriptions = new QueryController(host, shared, subscriptionsRead);
    this.keeps = new QueryController(host, shared, ({ workspaces }) => workspaces.insights.keeps);
    this.signIns = new QueryController(host, shared, (session) =>
      question().signIns ? signInsRead(session) : undefined,
    );
    this.report = new QueryController(host, shared, (session) =>
      question().mailboxReport ? mailboxReportRead(session) : undefined,
    );
    this.#groupNames = new QueryController(host, shared, (session) => {
      const groups = this.#listGroups(this.waste?.findings ?? noFindings, question().opened);
      return groups.length > 0 ? groupNamesRead(session, groups) : undefined;
    });
  }

  /** What was found; undefined until everybody was read. */
  get waste(): WasteReport | undefined {
    const directory = this.directory.value;
    const plans = this.plans.value;
    const keeps = this.keeps.state;
    if (!directory?.complete || !plans || keeps.status === 'loading') return undefined;
    const { prices, inactiveDays } = this.#question();
    return this.#find(
      directory.users,
      plans,
      this.subscriptions.value,
      this.signIns.value,
      this.report.value,
      keeps.status === 'ready' ? keeps.value : noKeeps,
      prices,
      inactiveDays,
    );
  }

  /** Plans by SKU id. */
  get planIndex(): ReadonlyMap<string, Plan> {
    return this.#index(this.plans.value ?? noPlans);
  }

  /** Names of the groups that give people of opened findings a license, by id. */
  get groupNames(): ReadonlyMap<string, string> {
    return this.#groupNames.value ?? noNames;
  }

  /** The name of a person, or the id when the directory does not have them any more. */
  nameOfPerson(userId: string): string {
    return this.directory.value?.users.find(({ id }) => id === userId)?.displayName ?? userId;
  }
}

const noPlans: readonly Plan[] = [];
const noKeeps: readonly Keep[] = [];
const noFindings: readonly Finding[] = [];
const noNames: ReadonlyMap<string, string> = new Map();

/** To be remembered (`createMemo`): the same readings give the same findings. */
function drawFindings(
  users: readonly DirectoryUser[],
  plans: readonly Plan[],
  subscriptions: readonly Subscription[] | undefined,
  signIns: SignIns | undefined,
  report: MailboxReport | undefined,
  keeps: readonly Keep[],
  prices: Prices | undefined,
  inactiveDays: number,
): WasteReport {
  return findWaste({
    users,
    plans,
    ...(subscriptions ? { subscriptions } : {}),
    ...(signIns ? { signIns: signIns.byUser } : {}),
    ...(report ? { sharedMailboxes: findSharedMailboxes(users, report.mailboxes) } : {}),
    ...(prices ? { prices } : {}),
    keeps,
    now: new Date(),
    inactiveDays,
  });
}

/** The groups through which people of opened findings hold a license, sorted. */
function listGroups(findings: readonly Finding[], opened: ReadonlySet<string>): readonly string[] {
  const ids = findings
    .filter(({ id }) => opened.has(id))
    .flatMap(({ items }) => items.flatMap(({ groupIds }) => groupIds));
  return [...new Set(ids)].sort();
}
