import { describe, it } from 'node:test';
import { expect } from 'chai';
import { startEmulator, type CallOptions } from '../support/emulator.js';

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
}

const tenant = startEmulator({ tenant: 'contoso', users: 450 });
const call: typeof tenant.call = (...request) => tenant.call(...request);
const eventual = { headers: { ConsistencyLevel: 'eventual' } };

async function readAll(path: string, options: CallOptions = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for (let next: string | undefined = path; next; next = pages.at(-1)?.['@odata.nextLink']) {
    const answer = await call('GET', next, options);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
    pages.push(answer.body as Page);
  }
  return pages;
}

function listIds(pages: readonly Page[]): string[] {
  return pages.flatMap((page) => page.value.map(({ id }) => id));
}

describe('paging', () => {
  it('gives 100 a page by default and each user once', async () => {
    const pages = await readAll('/users?$select=id');
    expect(pages.map((page) => page.value.length)).to.deep.equal([100, 100, 100, 100, 50]);
    expect(new Set(listIds(pages)).size).to.equal(450);
  });

  it('keeps $top, $filter, $search and $orderby in the token', async () => {
    const query =
      '$select=id,displayName&$filter=accountEnabled eq true&$orderby=displayName&$top=60&$count=true';
    const pages = await readAll(`/users?${encodeURI(query)}`, eventual);
    const names = pages
      .flatMap((page) => page.value)
      .map((user) => (user as { displayName?: string }).displayName);
    const enabled = tenant.emulator.state().users.filter((user) => user.accountEnabled);
    expect(names).to.have.length(enabled.length);
    expect(names).to.deep.equal(
      [...names].sort((a = '', b = '') =>
        a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0,
      ),
    );
    expect(pages.slice(0, -1).every((page) => page.value.length === 60)).to.equal(true);
  });

  it('tells the count on the first page only', async () => {
    const pages = await readAll('/users?$select=id&$top=200&$count=true', eventual);
    expect(pages.map((page) => page['@odata.count'])).to.deep.equal([450, undefined, undefined]);
  });

  it('needs ConsistencyLevel again on every page', async () => {
    const first = await call(
      'GET',
      `/users?$select=id&$top=1&$search=${encodeURIComponent('"displayName:a"')}`,
      eventual,
    );
    const next = (first.body as Page)['@odata.nextLink'] ?? '';
    expect((await call('GET', next, { invalid: true })).status).to.equal(400);
    expect((await call('GET', next, eventual)).status).to.equal(200);
  });

  it('repeats the options in the link beside an opaque $skiptoken', async () => {
    const first = await call('GET', '/users?$select=id&$top=5');
    const link = new URL((first.body as Page)['@odata.nextLink'] ?? '');
    expect([...link.searchParams.keys()]).to.deep.equal(['$select', '$top', '$skiptoken']);
  });

  it('refuses a token it did not give', async () => {
    const answer = await call('GET', '/users?$skiptoken=made-up');
    const { error } = answer.body as { error: { code: string } };
    expect([answer.status, error.code]).to.deep.equal([400, 'Directory_ExpiredPageToken']);
  });

  it('neither skips nor repeats when users change while paging', async () => {
    const first = (await call('GET', '/users?$select=id&$top=200')).body as Page;
    const changed = first.value[0]?.id ?? '';
    const patch = await call('PATCH', `/users/${changed}`, { body: { usageLocation: 'NL' } });
    expect(patch.status).to.equal(204);
    const rest = await readAll(first['@odata.nextLink'] ?? '');
    const ids = [...listIds([first]), ...listIds(rest)];
    expect(ids).to.have.length(450);
    expect(new Set(ids).size).to.equal(450);
  });

  it('counts at /$count as text', async () => {
    const answer = await call('GET', '/users/$count', eventual);
    expect([answer.status, answer.headers.get('Content-Type'), answer.body]).to.deep.equal([
      200,
      'text/plain',
      '450',
    ]);
  });
});
