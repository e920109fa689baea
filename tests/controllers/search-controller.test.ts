import { describe, it } from 'node:test';
import { expect } from 'chai';
import { createGraphServices } from '../../src/context/graph-services.js';
import type { Read } from '../../src/context/reads/read-cache.js';
import type { Session } from '../../src/context/session.js';
import { SearchController } from '../../src/controllers/search-controller.js';
import { startWorld } from '../publishing/publishing-world.js';
import { TestHost } from '../support/test-host.js';

/** Searches whose answers somebody gives by hand, by what is searched for. */
function start() {
  const world = startWorld({ users: 20 });
  const { account } = world;
  const openSession = (): Session =>
    ({
      account,
      graph: createGraphServices({ account, current: () => ({ client: world.graph }) }),
    }) as Session;
  const answers = new Map<string, (found: readonly string[]) => void>();
  const signals = new Map<string, AbortSignal>();
  const read = ({ graph: { cache } }: Session, text: string): Read<readonly string[]> => ({
    cache,
    key: ['search', text],
    read: (signal) =>
      new Promise((resolve) => {
        signals.set(text, signal);
        answers.set(text, resolve);
      }),
  });
  const provider = { session: openSession() };
  const host = new TestHost();
  const search = new SearchController(host, { provider, read, pauseMs: 0 });
  host.connect();
  const signInAnew = (): void => {
    provider.session = openSession();
    host.requestUpdate();
  };
  return { host, search, answers, signals, signInAnew };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('SearchController', () => {
  it('searches when somebody stops typing, and not for less than two letters', async () => {
    const { search, answers } = start();
    await settle();
    search.type('m');
    await settle();
    expect(search.state).to.deep.equal({ text: 'm', searching: false });
    search.type('mu');
    search.type('mul');
    await settle();
    expect([...answers.keys()]).to.deep.equal(['mul']);
    answers.get('mul')?.(['Müller']);
    await settle();
    expect(search.state).to.deep.equal({
      text: 'mul',
      searching: false,
      found: { text: 'mul', value: ['Müller'] },
    });
  });

  it('ends the search before, and ignores its answer', async () => {
    const { search, answers, signals } = start();
    await settle();
    search.type('mul');
    await settle();
    search.type('mei');
    await settle();
    expect(signals.get('mul')?.aborted).to.equal(true);
    answers.get('mei')?.(['Meier']);
    await settle();
    answers.get('mul')?.(['Müller']);
    await settle();
    expect(search.state.found).to.deep.equal({ text: 'mei', value: ['Meier'] });
  });

  it('shows what was found before until the next is there, and nothing once it is cleared', async () => {
    const { search, answers } = start();
    await settle();
    search.type('mul');
    await settle();
    answers.get('mul')?.(['Müller']);
    await settle();
    search.type('mull');
    expect(search.state).to.deep.include({ searching: true, found: { text: 'mul', value: ['Müller'] } });
    search.clear();
    expect(search.state).to.deep.equal({ text: '', searching: false });
  });

  it('knows nothing of what another account found', async () => {
    const { search, answers, signInAnew } = start();
    await settle();
    search.type('mul');
    await settle();
    answers.get('mul')?.(['Müller']);
    await settle();
    signInAnew();
    await settle();
    expect(search.state).to.deep.equal({ text: '', searching: false });
  });
});
