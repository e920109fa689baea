import { LocalizeController } from '@shoelace-style/localize';
import type { ReactiveControllerHost } from 'lit';
import { firstStrings, type FirstStrings } from '../localization/en/first.js';
import { createFormat, type Format } from '../localization/format.js';
import { buildStrings, type StringTable, type StringTableBuilder } from '../localization/strings.js';

/**
 * The words of an element in the language of its place in the page: the nearest `lang`, through shadow roots,
 * else the browser's language. For what shows before anybody signed in; `StringsController` has all shared words.
 */
export class FirstStringsController<T extends StringTable> extends LocalizeController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #name: string;
  readonly #english: StringTableBuilder<T>;
  #format: Format | undefined;
  #text: T | undefined;
  #common: FirstStrings | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, name: string, english: StringTableBuilder<T>) {
    super(host);
    this.#host = host;
    this.#name = name;
    this.#english = english;
  }

  /** Before each update of the host: a translation or a `lang` may have changed. */
  hostUpdate(): void {
    const language = nearestLanguage(this.#host);
    this.#format = createFormatOnce(language);
    this.#text = this.#common = undefined;
  }

  get format(): Format {
    return (this.#format ??= createFormatOnce(nearestLanguage(this.#host)));
  }

  /** The element's own words. */
  get text(): T {
    return (this.#text ??= buildStrings(this.#name, this.#english, this.format));
  }

  /** Words that all elements share. */
  get common(): FirstStrings {
    return (this.#common ??= buildStrings('common', firstStrings, this.format));
  }
}

const formats = new Map<string, Format>();

function createFormatOnce(language: string): Format {
  let format = formats.get(language);
  if (!format) formats.set(language, (format = createFormat(language)));
  return format;
}

function nearestLanguage(from: Element): string {
  let element: Element | null = from;
  while (element) {
    const language = element.getAttribute('lang');
    if (language && isLanguage(language)) return language;
    element = element.parentElement ?? shadowHost(element);
  }
  return navigator.language || 'en';
}

function shadowHost(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    // A page may carry any text as `lang`; one that is no language tag is passed over.
    return false;
  }
}
