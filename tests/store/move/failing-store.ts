import { ProvisioningError } from '../../../src/model/errors.js';
import type { Store } from '../../../src/store/store.js';

/** Lets one call to a store fail: before it does anything, or after it did, with its answer lost. */
export interface Failure {
  /** Calls until then; 0 is the next. */
  left: number;
  readonly when: 'before' | 'after';
}

/** The store, every call of which counts. */
export function failing(store: Store, failure: Failure): Store {
  const guard = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...args: unknown[]): Promise<unknown> => {
          const fails = failure.left === 0;
          failure.left -= 1;
          if (fails && failure.when === 'before') throw lost(name);
          const result: unknown = await Reflect.apply(found, target, args);
          if (fails) throw lost(name);
          return result;
        };
      },
    });
  const { journal, grants, lease, content } = store;
  return {
    ...store,
    journal: guard(journal),
    grants: guard(grants),
    lease: guard(lease),
    content: guard(content),
  };
}

function lost(name: string | symbol): ProvisioningError {
  return new ProvisioningError('offline', `The connection broke at ${String(name)}.`);
}
