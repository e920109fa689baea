import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { LitElement, TemplateResult } from 'lit';
import '../../../../src/define/all.js';
import type { CanDo, HostAction } from '../../../../src/model/host-action.js';
import { findSession } from '../../../support/find-session.js';
import { textOf } from '../../../support/find.js';
import { renderInTenant, type TenantPage, type TenantParameters } from '../../../support/in-tenant.js';
import { until } from '../../../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces } from '../../../support/workspaces.js';

const twoWorkspaces = withWorkspaces(({ emulator }) =>
  [
    { id: 'sales', name: 'Sales desk' },
    { id: 'store', name: 'Store floor' },
  ].map((names) =>
    makeWorkspace({
      ...names,
      draft: { plans: [planOf('POWER_BI_PRO')], subscribers: userIds(emulator, 12) },
    }),
  ),
);

export const everybody = { requireSynced: false, allowGuests: true, allowDisabled: true };

export interface Shown {
  readonly page: TenantPage;
  readonly el: LitElement;
  readonly root: ShadowRoot;
}

/** Shows an element beside two workspaces that were never published. */
export async function show(
  template: TemplateResult,
  text: string,
  parameters: TenantParameters,
): Promise<Shown> {
  const page = await renderInTenant(template, {
    tenant: 'contoso',
    users: 200,
    prepare: twoWorkspaces,
    policy: everybody,
    ...parameters,
  });
  const el = page.provider.firstElementChild as LitElement;
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  return { page, el, root: el.shadowRoot as ShadowRoot };
}

/** Answers of a portal that allow nothing; those that are no answers are told. */
const refusals: Readonly<Record<string, { readonly answer: () => unknown; readonly isToldWrong: boolean }>> =
  {
    false: { answer: () => false, isToldWrong: false },
    'a promise of false': { answer: () => Promise.resolve(false), isToldWrong: false },
    undefined: { answer: () => undefined, isToldWrong: true },
    '"no"': { answer: () => 'no', isToldWrong: true },
    'an exception': {
      answer: () => {
        throw new Error('The portal is down.');
      },
      isToldWrong: true,
    },
    'a rejection': { answer: () => Promise.reject(new Error('The portal is down.')), isToldWrong: true },
  };

/** A portal that allows everything at first, and then answers otherwise about one action. */
export class Portal {
  readonly #action: HostAction;
  #answer: () => unknown;
  #asked = 0;

  constructor(action: HostAction, answer: () => unknown = () => true) {
    this.#action = action;
    this.#answer = answer;
  }

  /** How often it was asked about that action since it answers as it does. */
  get asked(): number {
    return this.#asked;
  }

  readonly can = ((action: HostAction) => {
    if (action !== this.#action) return true;
    this.#asked += 1;
    return this.#answer();
  }) as CanDo;

  answerWith(answer: () => unknown): void {
    this.#asked = 0;
    this.#answer = answer;
  }

  /** Takes the place of the portal before, and waits until elements show what it allows. */
  async open({ page, el }: Pick<Shown, 'page' | 'el'>): Promise<void> {
    page.provider.can = this.can;
    const isAsked = (): boolean => {
      findSession(el).workspaces.permissions.allows(this.#action);
      return this.#asked > 0;
    };
    await until(isAsked, 'asked from now on');
    // Answers that are there already have come by then.
    await aTimeout(0);
    await el.updateComplete;
  }
}

/** An answer that comes when the test says so. */
export class LateAnswer {
  #settle = (_allowed: boolean): void => undefined;
  readonly promise = new Promise<boolean>((resolve) => (this.#settle = resolve));

  give(allowed: boolean): void {
    this.#settle(allowed);
  }
}

/** All that doing something can leave behind: in the store, and in the tenant. */
export async function readTraces({ store, emulator }: TenantPage): Promise<unknown> {
  const [workspaces, journal] = await Promise.all([store.workspaces.list(), store.journal.list()]);
  const writes = emulator.state().users.reduce((sum, user) => sum + user.writes, 0);
  return { workspaces, publishes: journal.publishes.length, writes };
}

/** One way to do something with an element, by what was rendered when it was allowed. */
export interface Trial {
  readonly action: HostAction;
  readonly template: TemplateResult;
  /** Shown once the element is ready. */
  readonly text: string;
  readonly parameters?: TenantParameters;
  /** What goes before, while everything is allowed. */
  readonly prepare?: (shown: Shown) => void | Promise<void>;
  readonly attempt: (shown: Shown) => void;
}

/**
 * Tries it with each answer that allows nothing: the portal is asked, nothing comes of it, whoever tried is told, and nothing
 * reaches the page. Then with a promise of true that comes late: it is done then, and not before.
 */
export async function tryInVain({
  action,
  template,
  text,
  parameters,
  prepare,
  attempt,
}: Trial): Promise<void> {
  const shown = await show(template, text, parameters ?? {});
  const { page, el } = shown;
  const uncaught: unknown[] = [];
  const hear = (event: ErrorEvent | PromiseRejectionEvent): void => void uncaught.push(event);
  addEventListener('error', hear);
  addEventListener('unhandledrejection', hear);
  const { error } = console;
  let told = 0;
  console.error = () => (told += 1);
  let traces = JSON.stringify(await readTraces(page));
  const getReady = async (portal: Portal): Promise<void> => {
    await portal.open(shown);
    expect(JSON.stringify(await readTraces(page)), 'what was refused left nothing').to.equal(traces);
    await prepare?.(shown);
    traces = JSON.stringify(await readTraces(page));
  };
  try {
    for (const [name, { answer, isToldWrong }] of Object.entries(refusals)) {
      const portal = new Portal(action);
      await getReady(portal);
      told = 0;
      portal.answerWith(answer);
      attempt(shown);
      await until(() => portal.asked > 0, `${name}: asked`);
      await until(() => textOf(el).includes('This portal doesn’t allow this'), `${name}: says so`);
      expect(JSON.stringify(await readTraces(page)), name).to.equal(traces);
      expect(told, `${name}: told the developers`).to.equal(isToldWrong ? 1 : 0);
    }
    const portal = new Portal(action, () => Promise.resolve(true));
    await getReady(portal);
    const late = new LateAnswer();
    portal.answerWith(() => late.promise);
    attempt(shown);
    await until(() => portal.asked > 0, 'asked');
    expect(JSON.stringify(await readTraces(page)), 'before the answer').to.equal(traces);
    late.give(true);
    await waitUntil(async () => JSON.stringify(await readTraces(page)) !== traces, 'done after the answer', {
      timeout: 10_000,
    });
    expect(uncaught).to.deep.equal([]);
  } finally {
    console.error = error;
    removeEventListener('error', hear);
    removeEventListener('unhandledrejection', hear);
  }
}

export const publishButton = (root: ShadowRoot): HTMLElement | null => root.querySelector('[part="publish"]');

/** Ticks what has to be checked before publishing. */
export async function confirmWarnings({ el, root }: Shown): Promise<void> {
  for (const box of root.querySelectorAll<HTMLInputElement>('[part="warnings"] input'))
    if (!box.checked) box.click();
  await el.updateComplete;
}
