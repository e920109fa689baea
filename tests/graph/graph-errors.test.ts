import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { toGraphError } from '../../src/graph/graph-errors.js';
import { errorCodes } from '../../src/model/error-codes.js';
import { ProvisioningError } from '../../src/model/errors.js';

const nowMs = Date.parse('2026-01-15T09:00:00Z');
const call = {
  needed: ['LicenseAssignment.ReadWrite.All'],
  granted: ['LicenseAssignment.ReadWrite.All'],
  nowMs,
};

function toError(status: number, code: string, message: string, headers: Record<string, string> = {}) {
  const body = { error: { code, message, innerError: { 'request-id': 'r-1', date: '2026-01-15T09:00:00' } } };
  return toGraphError({ status, headers, body }, call);
}

const sku = '6fd2c87f-b296-42f0-b197-1e91e994b900';

describe('toGraphError', () => {
  for (const [status, graphCode, message, code, retryable] of [
    [
      400,
      'Request_BadRequest',
      'License assignment cannot be done for user with invalid usage location.',
      'usage-location-missing',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      `Subscription with SKU ${sku} does not have any available licenses.`,
      'no-licenses-left',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      `License ${sku} does not correspond to a valid company License.`,
      'plan-not-owned',
      false,
    ],
    [400, 'Request_BadRequest', `License ${sku} cannot be assigned to a user.`, 'plan-not-assignable', false],
    [
      400,
      'Request_BadRequest',
      `License assignment failed because service plans ${sku}, ${sku} are mutually exclusive.`,
      'apps-conflict',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      `License assignment failed because service plan ${sku} depends on the service plan(s) ${sku}, ${sku}`,
      'app-prerequisite-missing',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
      'license-inherited',
      false,
    ],
    [400, 'Request_BadRequest', 'User does not have a corresponding license.', 'license-not-held', false],
    [
      400,
      'Request_BadRequest',
      "One or more added object references already exist for the following modified properties: 'members'.",
      'already-assigned',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      'Permission being assigned already exists on the object',
      'already-assigned',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      'EntitlementGrant being updated or deleted is not found.',
      'not-found',
      false,
    ],
    [
      400,
      'Request_BadRequest',
      "The source resource object or one of the objects being referenced don't exist.",
      'not-found',
      true,
    ],
    [400, 'Request_UnsupportedQuery', 'Unsupported query.', 'request-refused', false],
    [
      401,
      'InvalidAuthenticationToken',
      'Access token has expired or is not yet valid.',
      'sign-in-again',
      false,
    ],
    [
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      'Neither tenant is B2C or tenant does not have premium license',
      'premium-required',
      false,
    ],
    [
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
      'role-required',
      false,
    ],
    [403, 'insufficient_claims', 'Step up.', 'sign-in-again', false],
    [404, 'Request_ResourceNotFound', 'Resource does not exist.', 'not-found', false],
    [409, 'Directory_ConcurrencyViolation', 'Please wait briefly and retry.', 'conflict', true],
    [
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      'Another object with the same value for property userPrincipalName already exists.',
      'conflict',
      false,
    ],
    [
      400,
      'Request_MultipleObjectsWithSameKeyValue',
      'Another object with the same value for property userPrincipalName already exists.',
      'conflict',
      false,
    ],
    [409, 'NameAlreadyExists', 'An extension already exists with given id.', 'conflict', false],
    [410, '', 'Gone', 'expired', false],
    [400, 'syncStateNotFound', 'Resync.', 'expired', false],
    [412, '', 'Precondition failed', 'conflict', false],
    [429, 'TooManyRequests', 'Please retry again later.', 'throttled', true],
    [500, 'generalException', 'Oops.', 'service-unavailable', true],
    [501, 'NotImplemented', 'This operation target is not yet supported.', 'request-refused', false],
    [503, 'serviceNotAvailable', 'Down.', 'service-unavailable', true],
    [504, 'UnknownError', '', 'timeout', true],
    [509, '', 'Bandwidth', 'service-unavailable', true],
  ] as const)
    it(`makes ${status} ${graphCode} "${message.slice(0, 60)}" ${code}`, () => {
      const error = toError(status, graphCode, message);
      expect(error).to.include({ code, status, retryable, requestId: 'r-1' });
      expect(error.graphCode).to.equal(graphCode || undefined);
      expect(error.message).to.not.equal('');
    });

  it('names the apps that Graph says exclude each other, and no ids of anything else', () => {
    const [one, two] = ['4ED3FF63-69d7-4fb7-b984-5aec7f605ca8', '5a10155d-f5c1-411a-a8ec-e99aae125390'];
    const refusal = `License assignment failed because service plans ${one}, ${two} are mutually exclusive.`;
    expect(toError(400, 'Request_BadRequest', refusal).servicePlanIds).to.deep.equal([
      one.toLowerCase(),
      two,
    ]);
    const full = `Subscription with SKU ${sku} does not have any available licenses.`;
    expect(toError(400, 'Request_BadRequest', full).servicePlanIds).to.deep.equal([]);
  });

  it('names the permission that the token lacks', () => {
    const answer = {
      status: 403,
      headers: {},
      body: { error: { code: 'Authorization_RequestDenied', message: 'No.' } },
    };
    const error = toGraphError(answer, {
      needed: ['User.Read.All', 'AuditLog.Read.All'],
      granted: ['User.Read.All'],
      nowMs,
    });
    expect(error).to.include({ code: 'consent-required' });
    expect(error.scopes).to.deep.equal(['AuditLog.Read.All']);
  });

  it('does not ask for a permission that a wider one contains', () => {
    const answer = { status: 403, headers: {}, body: undefined };
    const error = toGraphError(answer, {
      needed: ['User.Read.All'],
      granted: ['Directory.ReadWrite.All'],
      nowMs,
    });
    expect(error.code).to.equal('role-required');
  });

  it('passes on how long to wait, and what a challenge asks for', () => {
    expect(toError(429, 'TooManyRequests', '', { 'retry-after': '9' }).retryAfterMs).to.equal(9_000);
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const header = `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`;
    expect(toError(401, 'InvalidAuthenticationToken', '', { 'www-authenticate': header }).claims).to.equal(
      claims,
    );
  });

  it('reads the request id from the header where the body has none', () => {
    const error = toGraphError({ status: 502, headers: { 'request-id': 'r-9' }, body: '<html>' }, call);
    expect(error).to.include({ requestId: 'r-9', code: 'service-unavailable' });
  });

  it('makes anything an error with a stable code', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.anything(),
        fc.dictionary(fc.string(), fc.string()),
        (status, body, headers) => {
          const error = toGraphError({ status, headers, body }, call);
          expect(error).to.be.instanceOf(ProvisioningError);
          expect(errorCodes).to.include(error.code);
          expect(error.message).to.not.equal('');
        },
      ),
    );
  });
});
