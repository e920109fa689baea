import type { Workspace } from '../../model/workspace/workspace.js';
import { saysTheSame } from '../canonical-json.js';
import { nothingIfDamaged } from '../schema/record.js';
import type { CallOptions, Journal, Store } from '../store.js';

/** What is asked of a store here. */
export interface ProvingStore extends Pick<Store, 'proof'> {
  readonly journal: Pick<Journal, 'list' | 'readStart'>;
}

/**
 * Finds workspaces whose `published` the journal does not know: no publish of that workspace that ended made it. Anybody
 * who can write to the store can write such a record, so that it must neither keep nor refuse anybody a license. A store
 * that knows who wrote to it needs no journal for that.
 *
 * @returns their ids. A workspace that says that nothing is published needs no proof.
 * @throws {ProvisioningError} as reading the journal
 */
export async function findUnproven(
  workspaces: readonly Workspace[],
  { journal, proof }: ProvingStore,
  options?: CallOptions,
): Promise<ReadonlySet<string>> {
  if (proof) return new Set();
  const { publishes } = await journal.list(options);
  const ended = new Set(publishes.filter(({ finished }) => finished).map(({ head }) => head.publishId));
  const unproven = new Set<string>();
  for (const workspace of workspaces)
    if (workspace.published && !(await isProven(workspace, ended, journal, options)))
      unproven.add(workspace.id);
  return unproven;
}

async function isProven(
  { id, published, lastPublish }: Workspace,
  ended: ReadonlySet<string>,
  journal: ProvingStore['journal'],
  options: CallOptions | undefined,
): Promise<boolean> {
  if (!published || !lastPublish || !ended.has(lastPublish.publishId)) return false;
  const start = await journal.readStart(lastPublish.publishId, options).catch(nothingIfDamaged);
  return (
    start?.head.workspaceId === id && start.content !== undefined && saysTheSame(start.content, published)
  );
}
