import { expect } from 'chai';
import fc from 'fast-check';
import type { ErrorCode } from '../../src/model/errors.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { createWorkspace, type Workspace } from '../../src/model/workspace.js';
import type { WorkspaceStore } from '../../src/workspaces/workspace-store.js';

/** Ids that look like the directory's. */
export function guid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

const stamp = { at: '2026-03-01T09:00:00Z', by: 'ada' };

/** A workspace with something in every part. */
export function sampleWorkspace(n = 1, name = `Sales ${n}`): Workspace {
  const content = {
    name,
    description: 'Everything a seller needs.\nÜber alles: 日本語 <b>&amp;</b>',
    plans: [{ skuId: guid(100), apps: { [guid(101)]: 'on' as const, [guid(102)]: 'off' as const } }],
    services: [
      { providerId: 'enterprise-apps', serviceId: guid(200), optionId: guid(201) },
      { providerId: 'desktops', serviceId: 'size/large' },
    ],
    subscribers: [guid(300), guid(301), guid(302)],
  };
  return {
    ...createWorkspace(guid(n), name, stamp),
    draft: content,
    published: { ...content, subscribers: [guid(300)] },
    lastPublish: { at: '2026-02-01T09:00:00.123Z', by: 'grace' },
    route: 'direct',
  };
}

/** The code of the `ProvisioningError` that the promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).to.be.instanceOf(ProvisioningError);
  return (thrown as ProvisioningError).code;
}

/** Data that several connections share: two tabs, two admins. */
export interface SharedStores {
  connect(): WorkspaceStore;
  /** Runs after the last assertion. */
  dispose?(): Promise<void>;
}

interface Runner {
  describe: (name: string, body: () => void) => unknown;
  it: (name: string, body: () => Promise<void>) => unknown;
}

/** What every store does, whoever keeps the data. `numRuns` is for stores where one run is slow. */
export function describeStore(
  { describe, it }: Runner,
  name: string,
  create: () => Promise<SharedStores> | SharedStores,
  { numRuns = 25 }: { numRuns?: number } = {},
): void {
  const withStores = async (body: (first: WorkspaceStore, second: WorkspaceStore) => Promise<void>) => {
    const shared = await create();
    try {
      await body(shared.connect(), shared.connect());
    } finally {
      await shared.dispose?.();
    }
  };

  describe(name, () => {
    it('starts empty', () =>
      withStores(async (store) => {
        expect(await store.list()).to.deep.equal([]);
        expect(await store.get(guid(1))).to.equal(undefined);
      }));

    it('gives back exactly what was put, also to others', () =>
      withStores(async (mine, theirs) => {
        const workspace = sampleWorkspace();
        const etag = await mine.put(workspace, { etag: null });
        expect(await mine.get(workspace.id)).to.deep.equal({ workspace, etag });
        expect(await theirs.list()).to.deep.equal([{ workspace, etag }]);
      }));

    it('replaces under the etag that was read, and the etag changes', () =>
      withStores(async (store) => {
        const first = await store.put(sampleWorkspace(), { etag: null });
        const renamed = sampleWorkspace(1, 'Renamed');
        const second = await store.put(renamed, { etag: first });
        expect(second).not.to.equal(first);
        expect(await store.list()).to.deep.equal([{ workspace: renamed, etag: second }]);
      }));

    it('refuses a stale write and keeps what the other wrote', () =>
      withStores(async (mine, theirs) => {
        const etag = await mine.put(sampleWorkspace(), { etag: null });
        const next = await theirs.put(sampleWorkspace(1, 'Theirs'), { etag });
        expect(await codeOf(mine.put(sampleWorkspace(1, 'Mine'), { etag }))).to.equal('stale');
        expect((await mine.get(guid(1)))?.workspace.draft.name).to.equal('Theirs');
        expect((await mine.get(guid(1)))?.etag).to.equal(next);
      }));

    it('refuses to create what exists and to replace what is gone', () =>
      withStores(async (mine, theirs) => {
        const etag = await mine.put(sampleWorkspace(), { etag: null });
        expect(await codeOf(theirs.put(sampleWorkspace(1, 'Again'), { etag: null }))).to.equal('stale');
        await theirs.delete(guid(1), { etag });
        expect(await codeOf(mine.put(sampleWorkspace(), { etag }))).to.equal('stale');
        expect(await mine.list()).to.deep.equal([]);
      }));

    it('deletes only under the current etag', () =>
      withStores(async (mine, theirs) => {
        const etag = await mine.put(sampleWorkspace(), { etag: null });
        const next = await theirs.put(sampleWorkspace(1, 'Theirs'), { etag });
        expect(await codeOf(mine.delete(guid(1), { etag }))).to.equal('stale');
        await mine.delete(guid(1), { etag: next });
        expect(await theirs.get(guid(1))).to.equal(undefined);
        expect(await codeOf(mine.delete(guid(1), { etag: next }))).to.equal('stale');
      }));

    it('does not take an etag of an earlier life of the same workspace', () =>
      withStores(async (mine, theirs) => {
        const etag = await mine.put(sampleWorkspace(), { etag: null });
        await theirs.delete(guid(1), { etag });
        await theirs.put(sampleWorkspace(1, 'Second life'), { etag: null });
        expect(await codeOf(mine.put(sampleWorkspace(), { etag }))).to.equal('stale');
      }));

    it('keeps nothing of the objects it is given or gives', () =>
      withStores(async (store) => {
        const workspace = sampleWorkspace();
        await store.put(workspace, { etag: null });
        const kept = structuredClone(workspace);
        (workspace.draft.subscribers as string[]).push(guid(999));
        const read = await store.get(workspace.id);
        (read?.workspace.draft.subscribers as string[]).push(guid(998));
        expect((await store.get(workspace.id))?.workspace).to.deep.equal(kept);
      }));

    it('refuses a record that is not a workspace, and stores nothing', () =>
      withStores(async (store) => {
        const wrong = { ...sampleWorkspace(), route: 'teleport' } as unknown as Workspace;
        expect(await codeOf(store.put(wrong, { etag: null }))).to.equal('record-unreadable');
        expect(await store.list()).to.deep.equal([]);
      }));

    it('tells its listeners of a change until they stop listening', () =>
      withStores(async (store) => {
        let calls = 0;
        const stop = store.subscribe(() => (calls += 1));
        const etag = await store.put(sampleWorkspace(), { etag: null });
        expect(calls).to.be.greaterThan(0);
        stop();
        calls = 0;
        await store.delete(guid(1), { etag });
        expect(calls).to.equal(0);
      }));

    it('does not begin when it is cancelled already', () =>
      withStores(async (store) => {
        const signal = AbortSignal.abort();
        expect(await codeOf(store.list({ signal }))).to.equal('cancelled');
        expect(await codeOf(store.get(guid(1), { signal }))).to.equal('cancelled');
      }));

    it('lets one of two simultaneous writers through', () =>
      withStores(async (mine, theirs) => {
        const etag = await mine.put(sampleWorkspace(), { etag: null });
        const writes = [mine, theirs, mine, theirs].map((store, n) =>
          store.put(sampleWorkspace(1, `Writer ${n}`), { etag }).then(
            () => `Writer ${n}`,
            (error: ProvisioningError) => error.code,
          ),
        );
        const outcomes = await Promise.all(writes);
        const winners = outcomes.filter((outcome) => outcome !== 'stale');
        expect(winners).to.have.length(1);
        expect((await mine.get(guid(1)))?.workspace.draft.name).to.equal(winners[0]);
      }));

    it('never loses an update, however writers interleave', async () => {
      // Each step: one of the writers reads, or writes one more subscriber on top of what it read last.
      const step = fc.record({ writer: fc.nat(1), act: fc.constantFrom('read', 'write') });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 16 }), (steps) =>
          withStores(async (...stores) => {
            await stores[0].put(sampleWorkspace(), { etag: null });
            const acknowledged: string[] = [];
            const views = [await stores[0].get(guid(1)), await stores[1].get(guid(1))];
            for (const [n, { writer, act }] of steps.entries()) {
              const store = stores[writer];
              const view = views[writer];
              if (!store || !view) throw new Error('The workspace went missing.');
              if (act === 'read') {
                views[writer] = await store.get(guid(1));
                continue;
              }
              const subscriber = guid(1000 + n);
              const { draft } = view.workspace;
              const workspace = {
                ...view.workspace,
                draft: { ...draft, subscribers: [...draft.subscribers, subscriber] },
              };
              try {
                views[writer] = { workspace, etag: await store.put(workspace, { etag: view.etag }) };
                acknowledged.push(subscriber);
              } catch (thrown) {
                expect((thrown as ProvisioningError).code).to.equal('stale');
              }
            }
            const final = (await stores[1].get(guid(1)))?.workspace.draft.subscribers;
            expect(final).to.include.members(acknowledged);
            expect(final).to.have.length(3 + acknowledged.length);
          }),
        ),
        { numRuns },
      );
    });
  });
}
