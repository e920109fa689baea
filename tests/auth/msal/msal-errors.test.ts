import { describe, it } from 'node:test';
import { InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import { expect } from 'chai';
import { toAuthError } from '../../../src/auth/msal/msal-errors.js';
import { ProvisioningError, type ErrorCode } from '../../../src/model/errors.js';

const scopes = ['User.Read.All'];

function codeOf(errorCode: string, message = '', subError = ''): ErrorCode {
  return toAuthError(new ServerError(errorCode, '', message, subError), { scopes }).code;
}

describe('toAuthError', () => {
  const cases: readonly (readonly [string, ErrorCode])[] = [
    ['user_cancelled', 'sign-in-cancelled'],
    ['timed_out', 'sign-in-cancelled'],
    ['access_denied', 'sign-in-cancelled'],
    ['consent_required', 'consent-required'],
    ['interaction_required', 'sign-in-again'],
    ['login_required', 'sign-in-again'],
    ['invalid_grant', 'sign-in-again'],
    ['refresh_token_expired', 'sign-in-again'],
    ['no_network_connectivity', 'offline'],
    ['post_request_failed', 'offline'],
    ['no_account_error', 'not-signed-in'],
    ['temporarily_unavailable', 'service-unavailable'],
    ['unauthorized_client', 'setting-wrong'],
    ['popup_window_error', 'sign-in-failed'],
    ['state_mismatch', 'sign-in-failed'],
  ];
  for (const [errorCode, code] of cases)
    it(`makes ${errorCode} ${code}`, () => {
      expect(codeOf(errorCode)).to.equal(code);
    });

  for (const message of [
    'AADSTS65001: not consented',
    'AADSTS65004: User declined to consent',
    'AADSTS90094: admin permission',
    'AADSTS900971: no reply address',
  ])
    it(`knows a refused consent by "${message}"`, () => {
      expect(codeOf('access_denied', message)).to.equal('consent-required');
    });

  it('does not know one by a longer number', () => {
    expect(codeOf('access_denied', 'AADSTS650010: something else')).to.equal('sign-in-cancelled');
  });

  it('names the permissions of a consent, and only there', () => {
    const error = toAuthError(new InteractionRequiredAuthError('invalid_grant', '', '', 'consent_required'), {
      scopes,
    });
    expect(error).to.deep.include({ code: 'consent-required', scopes });
    expect(toAuthError(new ServerError('login_required', ''), { scopes }).scopes).to.deep.equal([]);
  });

  it('keeps the claims that an interaction must answer: those of the answer before those asked', () => {
    const claims = '{"a":1}';
    expect(toAuthError(new ServerError('interaction_required', ''), { scopes, claims }).claims).to.equal(
      claims,
    );
    const answered = Object.assign(new ServerError('interaction_required', ''), { claims: '{"b":2}' });
    expect(toAuthError(answered, { scopes, claims }).claims).to.equal('{"b":2}');
  });

  it('leaves our own errors as they are and says what others were', () => {
    const own = new ProvisioningError('cancelled', 'x');
    expect(toAuthError(own, { scopes })).to.equal(own);
    const other = toAuthError(new TypeError('boom'), { scopes });
    expect(other.code).to.equal('sign-in-failed');
    expect(other.message).to.contain('boom');
  });

  it('says that being offline may pass', () => {
    expect(toAuthError(new ServerError('no_network_connectivity', ''), { scopes }).retryable).to.equal(true);
  });
});
