import { describe, it } from 'node:test';
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  PageIterator,
  ResponseType,
  type BatchRequestStep,
  type PageCollection,
} from '@microsoft/microsoft-graph-client';
import { expect } from 'chai';
import { startEmulator, type TestEmulator } from '../support/emulator.js';

/** The official client with its whole middleware chain; only the last step, the network, is the emulator's. */
async function inClient<T>(
  test: TestEmulator,
  scopes: readonly string[],
  act: (client: Client) => Promise<T>,
): Promise<T> {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => test.emulator.fetch(input, init);
  try {
    return await act(
      Client.initWithMiddleware({ authProvider: { getAccessToken: () => test.token(scopes) } }),
    );
  } finally {
    globalThis.fetch = original;
  }
}

interface Person {
  readonly id: string;
  readonly displayName: string;
}

describe('the official Graph SDK', () => {
  it('reads, with query options built by the client', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const page = await inClient(
      test,
      ['User.Read.All'],
      (client) => client.api('/users').select(['id', 'displayName']).top(5).get() as Promise<PageCollection>,
    );
    expect(page.value).to.have.length(5);
    expect(page['@odata.nextLink']).to.contain('$skiptoken');
  });

  it('writes, and reads an answer without a body', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const id = test.emulator.state().users[3]?.id ?? '';
    const answer: unknown = await inClient(
      test,
      ['User.ReadWrite.All'],
      (client) =>
        client
          .api(`/users/${id}`)
          .responseType(ResponseType.RAW)
          .patch({ usageLocation: 'NO' }) as Promise<unknown>,
    );
    expect((answer as Response).status).to.equal(204);
    expect(test.emulator.state().users[3]?.usageLocation).to.equal('NO');
  });

  it('turns refusals into GraphError', async () => {
    const test = startEmulator();
    const error: unknown = await inClient(test, ['User.Read'], (client) =>
      (client.api('/users').get() as Promise<unknown>).catch((reason: unknown) => reason),
    );
    expect(error).to.be.instanceOf(GraphError);
    expect(error).to.include({ statusCode: 403, code: 'Authorization_RequestDenied' });
  });

  it('walks all pages with PageIterator, its header repeated', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 260 });
    const seen = new Set<string>();
    await inClient(test, ['User.Read.All'], async (client) => {
      const headers = { ConsistencyLevel: 'eventual' };
      const first = (await client
        .api('/users')
        .headers(headers)
        .query({ $count: 'true' })
        .select('id')
        .filter("userType ne 'Guest'")
        .top(50)
        .get()) as PageCollection;
      const iterator = new PageIterator(
        client,
        first,
        (person: Person) => {
          seen.add(person.id);
          return true;
        },
        { headers },
      );
      await iterator.iterate();
    });
    const members = test.emulator
      .state()
      .users.filter(({ userPrincipalName }) => !userPrincipalName.includes('#EXT#'));
    expect(seen.size).to.equal(members.length);
  });

  it('follows a delta from start to deltaLink with PageIterator', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 260 });
    const deltaLink = await inClient(test, ['User.Read.All'], async (client) => {
      const first = (await client.api('/users/delta').select('id,displayName').get()) as PageCollection;
      const iterator = new PageIterator(client, first, () => true);
      await iterator.iterate();
      return iterator.getDeltaLink();
    });
    expect(deltaLink).to.contain('$deltatoken');
  });

  it('batches with BatchRequestContent and reads with BatchResponseContent', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const users = test.emulator.state().users.slice(1, 21);
    const steps: BatchRequestStep[] = users.map(({ id }, index) => ({
      id: String(index + 1),
      request: new Request(`https://graph.microsoft.com/users/${id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ usageLocation: 'DE' }),
      }),
    }));
    const content = await new BatchRequestContent(steps).getContent();
    const answer = await inClient(
      test,
      ['User.ReadWrite.All'],
      (client) =>
        client.api('/$batch').post(content) as Promise<ConstructorParameters<typeof BatchResponseContent>[0]>,
    );
    const responses = new BatchResponseContent(answer);
    expect(steps.map(({ id }) => responses.getResponseById(id).status)).to.deep.equal(users.map(() => 204));
    expect(
      test.emulator
        .state()
        .users.slice(1, 21)
        .every(({ usageLocation }) => usageLocation === 'DE'),
    ).to.equal(true);
  });

  it('runs a serial batch in order', async () => {
    const test = startEmulator({ tenant: 'contoso', users: 60 });
    const id = test.emulator.state().users[1]?.id ?? '';
    const content = await new BatchRequestContent(
      ['NO', 'SE', 'DK'].map((usageLocation, index) => ({
        id: String(index + 1),
        request: new Request(`https://graph.microsoft.com/users/${id}`, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ usageLocation }),
        }),
        ...(index > 0 ? { dependsOn: [String(index)] } : {}),
      })),
    ).getContent();
    await inClient(
      test,
      ['User.ReadWrite.All'],
      (client) => client.api('/$batch').post(content) as Promise<unknown>,
    );
    expect(test.emulator.state().users[1]?.usageLocation).to.equal('DK');
  });

  it('retries after the Retry-After of a throttled answer', async () => {
    const test = startEmulator({
      faults: [{ kind: 'status', path: '/me', status: 429, retryAfterSeconds: 0, count: 1 }],
    });
    const me = await inClient(test, ['User.Read'], (client) => client.api('/me').get() as Promise<Person>);
    expect(me.id).to.equal(test.emulator.tenant.administrator.id);
    expect(test.emulator.state().requests).to.deep.equal({ 'GET 200': 1, 'GET 429': 1 });
  });
});
