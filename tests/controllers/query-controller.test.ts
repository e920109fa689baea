import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ReadCache, type Read } from '../../src/context/reads/read-cache.js';
import type { Session } from '../../src/context/session.js';
import { QueryController } from '../../src/controllers/query-controller.js';
import { ProvisioningError } from '../../src/model/errors.js';
import { TestHost } from '../support/test-host.js';

/** A question whose answers somebody gives by hand. */
class Question {
  readonly cache = new ReadCache();
  readonly asked: {
    readonly answer: (value: string) => void;
    readonly refuse: () => void;
    readonly signal: AbortSignal;
  }[] = [];

  readonly read = (): Read<string> => ({
    cache: this.cache,
    key: ['question'],
    read: (signal) =>
      new Promise((resolve, reject) => {
        const refuse = (): void => reject(new ProvisioningError('throttled', 'Too many.'));
        this.asked.push({ answer: resolve, refuse, signal });
      }),
  });
}

interface Provider {
  session: Session | undefined;
}

const signedIn = {} as Session;

function follow(read: () => Read<string>, provider: Provider = { session: signedIn }) {
  const host = new TestHost();
  const controller = new QueryController(host, provider, read);
  host.connect();
  return { host, controller };
}

/** Lets everybody hear of what happened. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('QueryController', () => {
  it('waits while nobody is signed in, then loads, and shows the answer until nobody is any more', async () => {
    const question = new Question();
    const provider: Provider = { session: undefined };
    const { host, controller } = follow(question.read, provider);
    await settle();
    expect(controller.state).to.deep.equal({ status: 'waiting' });
    provider.session = signedIn;
    host.requestUpdate();
    await settle();
    expect(controller.state).to.deep.equal({ status: 'loading' });
    question.asked[0]?.answer('Contoso');
    await settle();
    expect(controller.state).to.include({ status: 'ready', value: 'Contoso', refreshing: false });
    provider.session = undefined;
    host.requestUpdate();
    await settle();
    expect(controller.state).to.deep.equal({ status: 'waiting' });
    host.disconnect();
  });

  it('shares one request among all that ask the same', async () => {
    const question = new Question();
    const shown = [follow(question.read), follow(question.read)];
    await settle();
    expect(question.asked).to.have.length(1);
    question.asked[0]?.answer('Contoso');
    await settle();
    expect(shown.map(({ controller }) => controller.value)).to.deep.equal(['Contoso', 'Contoso']);
    for (const { host } of shown) host.disconnect();
  });

  it('says why it failed, and has the answer when asking again worked', async () => {
    const question = new Question();
    const { host, controller } = follow(question.read);
    await settle();
    question.asked[0]?.refuse();
    await settle();
    const { state } = controller;
    expect(state.status === 'failed' && state.error.code).to.equal('throttled');
    const again = controller.refetch();
    question.asked[1]?.answer('Contoso');
    await again;
    expect(controller.value).to.equal('Contoso');
    host.disconnect();
  });

  it('keeps what it read when a refresh fails, and says so', async () => {
    const question = new Question();
    const { host, controller } = follow(question.read);
    await settle();
    question.asked[0]?.answer('Contoso');
    await settle();
    const again = controller.refetch();
    question.asked[1]?.refuse();
    await again;
    const { state } = controller;
    expect(state.status === 'ready' && [state.value, state.error?.code]).to.deep.equal([
      'Contoso',
      'throttled',
    ]);
    host.disconnect();
  });

  it('shows nothing of another account', async () => {
    const [mine, theirs] = [new Question(), new Question()];
    let question = mine;
    const { host, controller } = follow(() => question.read());
    await settle();
    mine.asked[0]?.answer('Contoso');
    await settle();
    question = theirs;
    host.requestUpdate();
    await settle();
    expect(controller.state).to.deep.equal({ status: 'loading' });
    host.disconnect();
  });

  it('ends the request when the last one leaves who waits for it', async () => {
    const question = new Question();
    const [first, second] = [follow(question.read), follow(question.read)];
    await settle();
    first.host.disconnect();
    expect(question.asked[0]?.signal.aborted).to.equal(false);
    second.host.disconnect();
    expect(question.asked[0]?.signal.aborted).to.equal(true);
  });
});
