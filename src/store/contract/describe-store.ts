import { contentCases } from './content-cases.js';
import type { ContractCase, ContractOptions, CreateStore } from './contract.js';
import { faultCases } from './fault-cases.js';
import { journalCases } from './journal-cases.js';
import { largeCases } from './large-cases.js';
import { leaseCases } from './lease-cases.js';
import { sharingCases } from './sharing-cases.js';
import { smallPartCases } from './small-part-cases.js';
import { workspaceCases } from './workspace-cases.js';

/** The functions of a test runner: those of mocha, vitest, jest and `node:test` will do. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/**
 * Defines what makes something a store as tests. `create` makes an empty one for each.
 *
 * What the store cannot be made to go through is not defined, nor are the cases with very many records unless asked for.
 */
export function describeStore(
  { describe, it }: TestRunner,
  name: string,
  create: CreateStore,
  options: ContractOptions = {},
): void {
  describe(name, () => {
    for (const each of selectCases(options)) it(each.name, () => runCase(each, create));
  });
}

/** What a store did otherwise than it must. */
export interface ContractFailure {
  readonly name: string;
  readonly message: string;
  readonly cause: unknown;
}

export interface ContractResult {
  /** Names of what holds. */
  readonly passed: readonly string[];
  readonly failures: readonly ContractFailure[];
}

/** The same without a test runner, one after the other. */
export async function runStoreContract(
  create: CreateStore,
  options: ContractOptions = {},
): Promise<ContractResult> {
  const passed: string[] = [];
  const failures: ContractFailure[] = [];
  for (const each of selectCases(options))
    try {
      await runCase(each, create);
      passed.push(each.name);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      failures.push({ name: each.name, message, cause });
    }
  return { passed, failures };
}

function selectCases({ abilities = [], large = false }: ContractOptions): readonly ContractCase[] {
  return [
    ...workspaceCases,
    ...journalCases,
    ...leaseCases,
    ...smallPartCases,
    ...contentCases,
    ...sharingCases,
    ...faultCases,
    ...largeCases,
  ].filter((each) => (!each.needs || abilities.includes(each.needs)) && (large || !each.large));
}

async function runCase({ run }: ContractCase, create: CreateStore): Promise<void> {
  const store = await create();
  try {
    await run(store);
  } finally {
    await store.dispose?.();
  }
}
