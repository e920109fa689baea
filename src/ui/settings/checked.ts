import type { ReactiveElement } from 'lit';
import { tellDeveloper } from '../../model/page/tell-developer.js';
import type { Check } from './checks.js';

/** What is wrong with the settings of an element, by their names. */
const problems = new WeakMap<ReactiveElement, ReadonlyMap<string, string>>();
/** What settings are while nothing else was set, or something that cannot be. */
const defaults = new WeakMap<ReactiveElement, Map<string, unknown>>();

/**
 * Lets a property of an element take only what it can be: else it has its default, the console says so once, and
 * `settingProblems` has it until something right is set. `undefined`, `null` and an attribute that was removed stand for the
 * default. Written above `@property`.
 */
export function checked(check: Check): PropertyDecorator {
  return (prototype, key) => {
    const name = String(key);
    const accessor = Object.getOwnPropertyDescriptor(prototype, key);
    if (!accessor?.set) throw new TypeError(`${name} is no @property.`);
    // What a decorator returns takes the place of the accessor, also of one that the class wrote itself.
    return {
      ...accessor,
      set(this: ReactiveElement, value: unknown) {
        const own = defaults.get(this) ?? new Map<string, unknown>();
        defaults.set(this, own);
        // The class itself sets it first.
        if (!own.has(name)) own.set(name, check.isOptional ? undefined : value);
        const isDefault = value === own.get(name) || isUnset(this, name, value);
        const problem = isDefault ? undefined : judge(value, check);
        note(this, name, problem && `${name} of <${this.localName}> ${problem}`);
        accessor.set?.call(this, isDefault || problem ? own.get(name) : value);
      },
    };
  };
}

/** What is wrong with the settings of an element now, in sentences for the developer of the page. */
export function settingProblems(element: ReactiveElement): readonly string[] {
  return [...(problems.get(element)?.values() ?? [])];
}

/** JSON in an attribute that cannot be read gives `null`, too. */
function isUnset(element: ReactiveElement, name: string, value: unknown): boolean {
  if (value !== null) return value === undefined;
  const { elementProperties } = element.constructor as typeof ReactiveElement;
  const { attribute = name.toLowerCase(), type } = elementProperties.get(name) ?? {};
  const isJson = type === Object || type === Array;
  return !isJson || typeof attribute !== 'string' || !element.hasAttribute(attribute);
}

function judge(value: unknown, { fits, wanted }: Check): string | undefined {
  try {
    return fits(value) ? undefined : `must be ${wanted}; it is ${describe(value)}.`;
  } catch (thrown) {
    return `can't be read: ${String(thrown)}`;
  }
}

function note(element: ReactiveElement, name: string, problem: string | undefined): void {
  const before = problems.get(element) ?? new Map<string, string>();
  if (before.get(name) === problem) return;
  const now = new Map(before);
  if (problem) {
    now.set(name, problem);
    tellDeveloper(problem);
  } else now.delete(name);
  problems.set(element, now);
  element.requestUpdate();
}

function describe(value: unknown): string {
  if (value === null) return 'an attribute that is no JSON';
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'a list' : `of the type ${typeof value}`;
}
