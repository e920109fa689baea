import { after, before, beforeEach, describe, it } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { expect } from 'chai';
import type { ProvisioningError } from '../../../src/model/errors.js';
import { createWorkspace } from '../../../src/model/workspace/workspace.js';
import { entraAuthorize } from '../../../src/portal-api/authorize/entra-authorize.js';
import type { EntraClaims } from '../../../src/portal-api/authorize/entra-claims.js';
import { createPortalApi } from '../../../src/portal-api/create-portal-api.js';
import { openPglite } from '../../../src/portal-api/database/open-pglite.js';
import type { PortalDatabase } from '../../../src/portal-api/database/portal-database.js';
import { toTenantId } from '../../../src/portal-api/database/tenant-id.js';
import type { StoreConnection } from '../../../src/store/connection.js';
import { portalStore } from '../../../src/store/portal/portal-store.js';
import type { Store } from '../../../src/store/store.js';
import { catchCode } from '../../auth/support/catch-code.js';
import { appendFacts } from '../../support/append-facts.js';
import { grantedFacts } from '../../support/granted-facts.js';
import {
  audience,
  contosoId,
  fabrikamId,
  memberRole,
  startEntra,
  type EntraStandIn,
} from '../support/entra-keys.js';

const at = '2026-11-29T09:00:00.000Z';
const cloudApplicationAdministrator = '158c047a-c907-4556-b7ef-446551a6b5f7';
const linId = 'a1000000-0000-4000-8000-000000000002';

/** The customers of the portal, by the object ids of their people. */
const customers: Readonly<Record<string, string>> = {
  [linId]: 'tailwind',
};

describe('connecting a tenant', () => {
  let entra: EntraStandIn;
  let pglite: PGlite;
  let database: PortalDatabase;
  let schemas = 0;
  before(async () => {
    [entra, pglite] = await Promise.all([startEntra(), PGlite.create()]);
  });
  after(async () => {
    await entra.close();
    await pglite.close();
  });
  beforeEach(async () => {
    schemas += 1;
    database = await openPglite({ pglite, schema: `case_${schemas}` });
    await database.migrate();
  });

  /** The store of somebody who signed in with these claims. */
  function open(
    claims: {
      readonly tid?: string;
      readonly oid?: string;
      readonly wids?: readonly string[] | undefined;
    } = {},
    customerOf: (claims: EntraClaims) => string | undefined = ({ oid }) => customers[oid] ?? 'northwind',
  ): Store & { readonly connection: StoreConnection } {
    const { issuer, jwksUri } = entra;
    const authorize = entraAuthorize({
      audience,
      issuer,
      jwksUri,
      customerOf,
    });
    const api = createPortalApi({ database, authorize });
    const store = portalStore({
      url: 'http://localhost/api/o365',
      scopes: [`api://${audience}/access_as_user`],
      fetch: (input, init) => api(new Request(input, init)),
    })({
      tenantId: claims.tid ?? contosoId,
      by: claims.oid ?? 'ada',
      getToken: () => entra.sign(claims),
    });
    const { connection } = store;
    if (!connection) throw new Error('It has no connection.');
    return { ...store, connection };
  }

  it('is what makes the tenant visible, for everybody of the customer who signs in there', async () => {
    const ada = open();
    expect(await ada.connection.read()).to.deep.equal({ status: 'unconnected' });
    expect(await catchCode(ada.workspaces.list())).to.equal('not-allowed');
    await ada.connection.connect('contoso.com');
    expect(await ada.connection.read()).to.deep.equal({ status: 'open', domain: 'contoso.com' });
    const colleague = open({ oid: 'a1000000-0000-4000-8000-000000000009', wids: [memberRole] });
    expect((await colleague.workspaces.list()).workspaces).to.deep.equal([]);
    expect(await colleague.connection.read(), 'who may not disconnect it').to.deep.equal({
      status: 'open',
      domain: 'contoso.com',
      hurdle: 'role-required',
    });
  });

  it('takes a role that may let an application in for everybody', async () => {
    const viewer = open({ wids: [memberRole] });
    expect(await viewer.connection.read()).to.deep.equal({ status: 'unconnected', hurdle: 'role-required' });
    expect(await catchCode(viewer.connection.connect('contoso.com'))).to.equal('role-required');
    const administrator = open({ wids: [memberRole, cloudApplicationAdministrator] });
    await administrator.connection.connect('contoso.com');
    expect(await administrator.connection.read()).to.include({ status: 'open' });
  });

  it('names a token that says no roles', async () => {
    const { connection } = open({ wids: undefined });
    expect(await connection.read()).to.deep.equal({ status: 'unconnected', hurdle: 'roles-missing' });
    const error: unknown = await connection.connect('contoso.com').catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'setting-wrong' });
    expect((error as ProvisioningError).message).to.contain('groupMembershipClaims');
  });

  it('is no business of a portal that knows no customer of hers', async () => {
    const { connection } = open({}, () => undefined);
    expect(await connection.read()).to.deep.equal({ status: 'unconnected', hurdle: 'no-customer' });
    expect(await catchCode(connection.connect('contoso.com'))).to.equal('not-allowed');
  });

  it('is not needed where the portal has no customers', async () => {
    const { issuer, jwksUri } = entra;
    const api = createPortalApi({ database, authorize: entraAuthorize({ audience, issuer, jwksUri }) });
    const store = portalStore({
      url: 'http://localhost/api/o365',
      scopes: ['api://portal/access_as_user'],
      fetch: (input, init) => api(new Request(input, init)),
    })({ tenantId: contosoId, by: 'ada', getToken: () => entra.sign() });
    expect(await store.connection?.read()).to.deep.equal({ status: 'open' });
    expect((await store.workspaces.list()).workspaces).to.deep.equal([]);
  });

  it('takes a token of that tenant', async () => {
    const ada = open();
    const connectFabrikam = createPortalRequest('PUT', { tenantId: fabrikamId, domain: 'fabrikam.com' });
    expect(await connectFabrikam(await entra.sign())).to.deep.include({ status: 403, code: 'not-allowed' });
    expect(await ada.connection.read()).to.deep.equal({ status: 'unconnected' });
  });

  it('tells a sign-in from another tenant, which reads nothing of either', async () => {
    await open().connection.connect('contoso.com');
    const stranger = open({ tid: fabrikamId });
    expect(await stranger.connection.read()).to.deep.equal({ status: 'elsewhere', domain: 'contoso.com' });
    expect(await catchCode(stranger.workspaces.list())).to.equal('not-allowed');
    expect(await catchCode(stranger.connection.connect('fabrikam.com'))).to.equal('conflict');
    const seesContoso = createPortalRequest('GET', undefined, `/tenants/${contosoId}/workspaces`);
    expect(await seesContoso(await entra.sign({ tid: fabrikamId }))).to.deep.include({ code: 'not-allowed' });
  });

  it('gives a tenant to one customer', async () => {
    await open().connection.connect('contoso.com');
    const other = open({ oid: linId });
    expect(await catchCode(other.connection.connect('contoso.com'))).to.equal('conflict');
    expect(await catchCode(other.workspaces.list())).to.equal('not-allowed');
    await open().connection.connect('contoso.com');
    expect(await open().connection.read()).to.include({ status: 'open' });
  });

  it('gives it to nobody where two want it at once', async () => {
    const [first, second] = [open(), open({ oid: linId })];
    const results = await Promise.allSettled(
      [first, second].map(({ connection }) => connection.connect('contoso.com')),
    );
    const owners = await database.connections.listOf(toTenantId(contosoId));
    expect(owners).to.have.length.at.most(1);
    expect(results.map(({ status }) => status)).to.include('rejected');
  });

  it('ends when nothing is held any more, and says which groups stay', async () => {
    const ada = open();
    await ada.connection.connect('contoso.com');
    const workspace = createWorkspace('w1', 'Sales', { at, by: 'ada' });
    await ada.workspaces.put({ ...workspace, groupId: 'g1' }, { etag: null });
    await ada.workspaces.put(createWorkspace('w2', 'Service', { at, by: 'ada' }), { etag: null });
    expect(await ada.connection.disconnect()).to.deep.equal([{ groupId: 'g1', workspace: 'Sales' }]);
    expect(await ada.connection.read()).to.deep.equal({ status: 'unconnected' });
    expect(await catchCode(ada.workspaces.list())).to.equal('not-allowed');
    expect(await ada.connection.disconnect()).to.deep.equal([]);
    await ada.connection.connect('contoso.com');
    expect((await ada.workspaces.list()).workspaces).to.have.length(2);
  });

  it('goes on while a workspace gave something, while somebody publishes, and for whoever may not end it', async () => {
    const ada = open();
    await ada.connection.connect('contoso.com');
    const hold = await ada.lease.take('tab');
    expect(await catchCode(ada.connection.disconnect())).to.equal('conflict');
    await ada.lease.release(hold);
    await appendFacts(ada, 'p1', grantedFacts);
    expect(await catchCode(ada.connection.disconnect())).to.equal('still-granted');
    expect(await ada.lease.read()).to.equal(undefined);
    expect(await catchCode(open({ wids: [memberRole] }).connection.disconnect())).to.equal('role-required');
    expect(await ada.connection.read()).to.include({ status: 'open' });
  });

  it('never comes from the parameter of an answer: a domain is a domain, and the token says which tenant', async () => {
    const put = createPortalRequest('PUT', { tenantId: contosoId, domain: '<b>contoso</b>' });
    expect(await put(await entra.sign())).to.deep.include({ status: 400, code: 'request-refused' });
  });

  /** A request that no page of ours makes. */
  function createPortalRequest(method: string, body?: object, path = '/connection') {
    return async (token: string): Promise<object> => {
      const { issuer, jwksUri } = entra;
      const authorize = entraAuthorize({ audience, issuer, jwksUri, customerOf: () => 'northwind' });
      const answer = await createPortalApi({ database, authorize })(
        new Request(`http://localhost/api/o365${path}`, {
          method,
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      );
      return (await answer.json()) as object;
    };
  }
});
