import { VirtualClock } from '../../../src/emulator/index.js';
import type { Publisher } from '../../../src/publishing/publisher.js';
import type { Store, StoreChoice } from '../../../src/store/store.js';
import { tenantStore } from '../../../src/store/tenant/tenant-store.js';
import { setScene, type Scene, type SceneOptions } from '../../publishing/scene.js';

/** A tenant whose two administrators work on machines of their own, and have their memory in common there. */
export interface TwoMachines extends Scene {
  readonly rootGroupId: string;
  /** The other administrator's publisher and memory. */
  readonly colleague: { readonly publisher: Publisher; readonly store: Store };
}

export async function setTwoMachines(options: SceneOptions = {}): Promise<TwoMachines> {
  const clock = new VirtualClock({ auto: true });
  const openMachine = () => tenantStore({ inMemory: true, clock });
  const scene = await setScene({
    tenant: 'contoso',
    users: 200,
    clock,
    openStore: openMachine(),
    publisher: { together: true },
    lagMs: 0,
    ...options,
  });
  const { world } = scene;
  const { id: rootGroupId } = await choiceOf(world.team).create();
  await clock.sleep(options.lagMs ?? 0);
  const other = world.colleague(0);
  const { tenantId } = world.account;
  const store = openMachine()({
    tenantId,
    by: other.account.objectId,
    graph: other.graph ?? world.createGraph(),
  });
  await choiceOf(store).accept(rootGroupId);
  // A page opens its store once.
  const publisher = world.reload({ ...other, openStore: () => store, together: true });
  return { ...scene, rootGroupId, colleague: { publisher, store } };
}

export function choiceOf({ choice }: Store): StoreChoice {
  if (!choice) throw new Error('There is nothing to choose.');
  return choice;
}
