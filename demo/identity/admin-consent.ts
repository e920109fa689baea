import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Consents } from './consents.js';
import { readForm, redirect, sendHtml } from './http.js';
import { renderAdminConsent, renderPage } from './pages.js';
import { canConsentForAll, permissions } from './permissions.js';
import type { IdentityClient, Person } from './person.js';

export interface AdminConsentSettings {
  readonly tenantId: string;
  readonly graphResource: string;
  readonly clients: readonly IdentityClient[];
  readonly people: readonly Person[];
  readonly consents: Consents;
}

/** Answers `/{tenant}/v2.0/adminconsent`, where an administrator grants permissions for everybody. */
export function createAdminConsentHandler(settings: AdminConsentSettings) {
  const { tenantId, graphResource, clients, people, consents } = settings;
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const query = url.searchParams;
    const client = clients.find(({ clientId }) => clientId === query.get('client_id'));
    const redirectUri = query.get('redirect_uri') ?? '';
    const prefix = `${graphResource}/`;
    const asked = (query.get('scope') ?? '').split(' ').filter(Boolean);
    const scopes = asked.map((scope) => (scope.startsWith(prefix) ? scope.slice(prefix.length) : scope));
    if (!client?.redirectUris.includes(redirectUri) || !scopes.every((scope) => scope in permissions))
      return sendHtml(response, renderPage('Something went wrong', '<p>The request is malformed.</p>'), 400);
    const admins = people.filter(({ roleIds }) => canConsentForAll(roleIds));
    if (request.method !== 'POST') return sendHtml(response, renderAdminConsent(client.name, scopes, admins));

    const form = await readForm(request);
    const answer = new URL(redirectUri);
    const state = query.get('state');
    if (state !== null) answer.searchParams.set('state', state);
    if (admins.some(({ id }) => id === form.get('admin'))) {
      consents.add(client.clientId, { tenant: true }, scopes);
      answer.searchParams.set('admin_consent', 'True');
      answer.searchParams.set('tenant', tenantId);
      answer.searchParams.set('scope', asked.join(' '));
    } else {
      answer.searchParams.set('error', 'consent_required');
      answer.searchParams.set('error_description', 'AADSTS65004: The administrator declined to consent.');
    }
    redirect(response, answer.href);
  };
}
