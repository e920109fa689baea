import { expect, waitUntil } from '@open-wc/testing';
import { html, type LitElement, type PropertyDeclaration } from 'lit';
import { walk } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { TrafficWatch } from '../../support/watch-traffic.js';
import { inUse, loadEverything, settle, tags, template } from './every-element.js';

/** What templates, content management systems and mistakes leave in an attribute. */
const texts = ['[object Object]', '', 'NaN', 'null', 'x'.repeat(10_000), 'javascript:alert(1)', '-1', '❤'];

const fail = (): never => {
  throw new Error('not ready');
};

/** What a framework or a script of the page may set, by what it is. */
const values = {
  null: null,
  undefined,
  NaN,
  'a number': 42,
  'a text': 'no',
  'a list': [],
  'an object': {},
  'a function': () => undefined,
  'an object that throws': Object.defineProperty({}, 'ENTERPRISEPACK', { enumerable: true, get: fail }),
  'a proxy that throws': new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  'a symbol': Symbol('no'),
};

/** Says in an element that a setting is wrong. */
const complaint = /can’t be used|set up correctly/;

/** An element of the page in use, with what a person sees of its settings. */
interface Shown {
  readonly el: LitElement;
  readonly seen: LitElement;
  readonly traffic: TrafficWatch;
}

async function show(tag: string): Promise<Shown> {
  const traffic = new TrafficWatch();
  const isProvider = tag === 'o365-provider';
  const { provider } = await renderInTenant(
    isProvider ? html`<o365-connect></o365-connect>` : template(tag),
    inUse(traffic, { users: 20 }),
  );
  await until(() => provider.graph, 'signed in');
  await settle(traffic);
  const seen = provider.firstElementChild as LitElement;
  return { el: isProvider ? provider : seen, seen, traffic };
}

/** The text in sight: what is folded away may be there or not. */
function read({ seen }: Shown): string {
  return [...walk(seen.shadowRoot as ShadowRoot)]
    .filter((element) => !element.matches('style') && element.checkVisibility())
    .flatMap(({ childNodes }) => [...childNodes])
    .map((node) => (node instanceof Text ? node.data.trim() : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

/** Waits until nothing is on its way and what is seen stays; returns that. */
async function calm(shown: Shown): Promise<string> {
  let before: string | undefined;
  let calmTurns = 0;
  await shown.el.updateComplete;
  const isCalm = (): boolean => {
    const now = read(shown);
    calmTurns = now === before && shown.traffic.open === 0 ? calmTurns + 1 : 0;
    before = now;
    return calmTurns > 0;
  };
  await waitUntil(isCalm, 'nothing changes any more', { interval: 4, timeout: 10_000 });
  return before ?? '';
}

/** What is seen when it is as before, or else in the end. */
async function readAgain(shown: Shown, before: string): Promise<string> {
  await shown.el.updateComplete;
  try {
    await waitUntil(() => read(shown) === before, '', { interval: 4, timeout: 2_000 });
    return before;
  } catch {
    return read(shown);
  }
}

/** What goes wrong in the page, as its developer is told of it. */
class PageWatch {
  readonly #consoleError = console.error;
  readonly #onError = ({ message }: ErrorEvent): void => void this.#thrown.push(message);
  readonly #onRejection = ({ reason }: PromiseRejectionEvent): void => void this.#thrown.push(String(reason));
  #told: string[] = [];
  #thrown: string[] = [];

  start(): void {
    console.error = (...parts: unknown[]) => void this.#told.push(parts.map(String).join(' '));
    window.addEventListener('error', this.#onError);
    window.addEventListener('unhandledrejection', this.#onRejection);
  }

  end(): void {
    console.error = this.#consoleError;
    window.removeEventListener('error', this.#onError);
    window.removeEventListener('unhandledrejection', this.#onRejection);
  }

  /** Everything since it was taken last. */
  take(): { readonly told: readonly string[]; readonly thrown: readonly string[] } {
    const taken = { told: this.#told, thrown: this.#thrown };
    this.#told = [];
    this.#thrown = [];
    return taken;
  }
}

/** One thing that may happen to a setting, and what makes it right again. */
interface Trial {
  readonly what: string;
  readonly set: () => void;
  readonly heal: () => void;
}

/** Every setting of an element with everything it may become: none is named here, so that a new one is tried too. */
function listTrials(el: LitElement): readonly Trial[] {
  const { elementProperties } = el.constructor as typeof LitElement;
  const properties = [...(elementProperties as Map<string, PropertyDeclaration>)];
  return properties
    .filter(([, { state }]) => !state)
    .flatMap(([name, { attribute = true }]) => {
      const right: unknown = Reflect.get(el, name);
      const set = (value: unknown): void => void Object.assign(el, { [name]: value });
      const byProperty = Object.entries(values).map(([what, value]) => ({
        what: `${name} = ${what}`,
        set: () => set(value),
        heal: () => set(right),
      }));
      if (attribute === false) return byProperty;
      const attributeName = attribute === true ? name.toLowerCase() : attribute;
      const rightText = el.getAttribute(attributeName);
      const heal = (): void => {
        if (rightText === null) el.removeAttribute(attributeName);
        else el.setAttribute(attributeName, rightText);
        // An element may have gone on from what it was given.
        set(right);
      };
      const byAttribute = texts.map((text) => ({
        what: `${attributeName}="${text.slice(0, 20)}"`,
        set: () => el.setAttribute(attributeName, text),
        heal,
      }));
      return [...byAttribute, ...byProperty];
    });
}

describe('settings of every element', () => {
  const page = new PageWatch();
  before(async () => {
    await loadEverything();
    // What is told then is told at once.
    await import('../../../src/elements/o365-provider/open-demo.js');
  });
  beforeEach(() => page.start());
  afterEach(() => {
    page.end();
    document.body.replaceChildren();
  });

  for (const tag of ['o365-provider', ...tags])
    it(`may be anything in <${tag}>: nothing is thrown, it is told once, and it heals`, async () => {
      const shown = await show(tag);
      const before = await calm(shown);
      const faults: string[] = [];
      for (const { what, set, heal } of listTrials(shown.el)) {
        set();
        const now = await calm(shown);
        const { told, thrown } = page.take();
        heal();
        const healed = await readAgain(shown, before);
        const after = page.take();
        if (now === '') faults.push(`${what} leaves nothing to see`);
        if (told.length > 1) faults.push(`${what} is told ${told.length} times`);
        if (told.length > 0 && !complaint.test(now)) faults.push(`${what} is told on the console alone`);
        if (healed !== before) faults.push(`${what} does not heal: ${healed}`);
        for (const each of [...thrown, ...after.thrown, ...after.told]) faults.push(`${what}: ${each}`);
      }
      expect(faults).to.deep.equal([]);
    }).timeout(30_000);
});
