import { ProvisioningError } from '../model/errors.js';
import type { CanDo, HostAction } from '../model/host-action.js';
import { tellDeveloper } from '../model/page/tell-developer.js';
import type { Store, StoreRights } from '../store/store.js';
import { KnownRights } from './known-rights.js';

/** One function of the portal, and what its promises came to; an answer that is still on its way is no. */
interface Rule {
  readonly can: CanDo;
  readonly answers: Map<string, boolean>;
  isToldWrong: boolean;
  isToldLate: boolean;
}

/** A store behind which a portal may stand. */
type AskedStore = Pick<Store, 'rights'>;

/** Something that is not done before the portal says that it may be. */
interface Wait {
  isLate: boolean;
  readonly giveUp: () => void;
}

/** After this long a person is told what she waits for. */
const lateMs = 10_000;

/**
 * What the portal lets the administrator do: everything, where neither its page nor its back end has a say. Of the page's
 * function `true` allows something, and so does a promise of it; whatever else it answers or throws is no, and is told once.
 * A back end must allow it as well: it would refuse the rest.
 */
export class HostPermissions {
  readonly #getCurrent: () => CanDo | undefined;
  readonly #getStore: () => AskedStore | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #rights = new WeakMap<AskedStore, KnownRights>();
  readonly #waits = new Set<Wait>();
  #rule: Rule | undefined;

  /** @param getCurrent - asked each time, as `getStore` is, for settings change */
  constructor(getCurrent: () => CanDo | undefined, getStore: () => AskedStore | undefined = () => undefined) {
    this.#getCurrent = getCurrent;
    this.#getStore = getStore;
  }

  /** Whether something waits long for the portal's answer. */
  get isLate(): boolean {
    return [...this.#waits].some((wait) => wait.isLate);
  }

  /** What waits for the portal's answer is not done, whatever it will be. */
  giveUp(): void {
    for (const wait of this.#waits) wait.giveUp();
  }

  /** Calls the listener when an answer came that was waited for, or is late; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What the portal's back end said, where one stands behind the store. */
  get rights(): StoreRights | undefined {
    return this.#findRights()?.current;
  }

  /** Whether it is allowed as far as is known now: to show, not to do. A promise is asked for once. */
  allows(action: HostAction, workspaceId?: string): boolean {
    const rights = this.#findRights();
    if (rights && !rights.current?.can.includes(action)) return false;
    return this.#isAllowedByPage(action, workspaceId);
  }

  #isAllowedByPage(action: HostAction, workspaceId?: string): boolean {
    const rule = this.#findRule();
    if (!rule) return true;
    const known = rule.answers.get(keyOf(action, workspaceId));
    if (known !== undefined) return known;
    // Listeners hear of the answer when it comes.
    return this.#ask(rule, action, workspaceId) === true;
  }

  /**
   * Asks anew before something is done, and waits for the answer.
   * @throws {ProvisioningError} `not-allowed` unless all of it is allowed; `cancelled` where that was given up; why the
   *   back end does not answer
   */
  async require(actions: readonly HostAction[], workspaceId?: string): Promise<void> {
    await this.#requireOfPage(actions, workspaceId);
    const rights = await this.#findRights()?.refresh();
    const refused = rights && actions.find((action) => !rights.can.includes(action));
    if (refused) throw createRefusal(refused);
  }

  async #requireOfPage(actions: readonly HostAction[], workspaceId?: string): Promise<void> {
    const rule = this.#findRule();
    if (!rule) return;
    const asked = Promise.all(actions.map(async (action) => this.#ask(rule, action, workspaceId)));
    const answers = await this.#wait(rule, asked);
    const refused = actions.find((_action, index) => !answers[index]);
    if (refused) throw createRefusal(refused);
  }

  /** Why one of these is not allowed as far as is known now: `not-allowed`, or why the back end does not answer. */
  findRefusal(actions: readonly HostAction[], workspaceId?: string): ProvisioningError | undefined {
    const refused = actions.find((action) => !this.allows(action, workspaceId));
    return refused && (this.#findRights()?.error ?? createRefusal(refused));
  }

  #findRights(): KnownRights | undefined {
    const store = this.#getStore();
    if (!store?.rights) return undefined;
    const known = this.#rights.get(store);
    if (known) return known;
    const rights = new KnownRights(store.rights, () => this.#tell());
    this.#rights.set(store, rights);
    return rights;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #findRule(): Rule | undefined {
    const can = this.#getCurrent() ?? undefined;
    if (can !== this.#rule?.can)
      this.#rule =
        can === undefined ? undefined : { can, answers: new Map(), isToldWrong: false, isToldLate: false };
    return this.#rule;
  }

  #ask(rule: Rule, action: HostAction, workspaceId?: string): boolean | Promise<boolean> {
    try {
      const answer: unknown = rule.can(action, workspaceId);
      return isPromiseLike(answer)
        ? this.#await(rule, action, workspaceId, answer)
        : judge(rule, action, answer);
    } catch (error) {
      return refuse(rule, action, error);
    }
  }

  async #await(
    rule: Rule,
    action: HostAction,
    workspaceId: string | undefined,
    promise: PromiseLike<unknown>,
  ): Promise<boolean> {
    const key = keyOf(action, workspaceId);
    rule.answers.set(key, rule.answers.get(key) ?? false);
    const answer = await Promise.resolve(promise).then(
      (value) => judge(rule, action, value),
      (error: unknown) => refuse(rule, action, error),
    );
    const isNews = answer !== rule.answers.get(key);
    rule.answers.set(key, answer);
    if (isNews) this.#tell();
    return answer;
  }

  async #wait<T>(rule: Rule, asked: Promise<T>): Promise<T> {
    let giveUp = (): void => undefined;
    const givenUp = new Promise<never>((_resolve, reject) => {
      giveUp = () => reject(new ProvisioningError('cancelled', 'The portal had not answered yet.'));
    });
    const wait: Wait = { isLate: false, giveUp };
    this.#waits.add(wait);
    const timer = setTimeout(() => {
      wait.isLate = true;
      tellLate(rule);
      this.#tell();
    }, lateMs);
    try {
      return await Promise.race([asked, givenUp]);
    } finally {
      clearTimeout(timer);
      this.#waits.delete(wait);
      if (wait.isLate) this.#tell();
    }
  }
}

function createRefusal(action: HostAction): ProvisioningError {
  return new ProvisioningError('not-allowed', `The portal doesn't allow you to ${action}.`);
}

function keyOf(action: HostAction, workspaceId = ''): string {
  return `${action} ${workspaceId}`;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function judge(rule: Rule, action: HostAction, answer: unknown): boolean {
  return typeof answer === 'boolean' ? answer : refuse(rule, action, answer);
}

function tellLate(rule: Rule): void {
  if (!rule.isToldLate)
    tellDeveloper(
      `can of <o365-provider> has not answered for ${lateMs / 1_000} seconds. Until its promise ends, nothing that was asked for is done.`,
    );
  rule.isToldLate = true;
}

/** Takes what is no answer as a no, and tells the portal's developers once. */
function refuse(rule: Rule, action: HostAction, came: unknown): false {
  if (!rule.isToldWrong) {
    const [name, cause] = typeof came === 'object' && came !== null ? ['what follows', came] : [String(came)];
    tellDeveloper(
      `can('${action}') of <o365-provider> came to ${name}, which counts as no. Let it answer true or false, or a promise of one of them.`,
      cause,
    );
  }
  rule.isToldWrong = true;
  return false;
}
