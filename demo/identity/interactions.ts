import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import type { Consents } from './consents.js';
import type { Grants } from './grants.js';
import { readForm, redirect, sendHtml } from './http.js';
import { renderConsent, renderSignIn } from './pages.js';
import { canConsentForAll, permissions } from './permissions.js';
import type { Person } from './person.js';
import { readWantedAcr } from './requested-claims.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface InteractionSettings {
  readonly provider: Provider;
  readonly graphResource: string;
  readonly people: readonly Person[];
  readonly consents: Consents;
  readonly grants: Grants;
}

const refusals: Readonly<Record<string, string>> = {
  cancel: 'AADSTS50058: The sign-in was cancelled by the user.',
  declined: 'AADSTS65004: User declined to consent to access the app.',
  'admin-approval': 'AADSTS90094: The grant requires admin permission.',
};

/** Answers the pages between the request to sign in and its answer. */
export function createInteractionHandler(settings: InteractionSettings) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const interaction = await settings.provider.interactionDetails(request, response);
    if (request.method !== 'POST') return sendHtml(response, await renderStep(settings, interaction));
    const form = await readForm(request);
    const refusal = refusals[form.get('refuse') ?? ''];
    if (refusal)
      return settings.provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: refusal,
      });
    if (interaction.prompt.name === 'consent')
      return acceptConsent(settings, interaction, form, request, response);
    return acceptPerson(settings, interaction, form, request, response);
  };
}

async function renderStep(
  settings: InteractionSettings,
  interaction: Interaction,
  error?: string,
): Promise<string> {
  const clientName = await readClientName(settings, interaction);
  const action = `./${interaction.uid}`;
  const hint = interaction.params['login_hint'];
  if (interaction.prompt.name !== 'consent')
    return renderSignIn({
      action,
      clientName,
      people: settings.people,
      ...(typeof hint === 'string' ? { hint } : {}),
      ...(error ? { error } : {}),
    });
  const person = findPerson(settings, interaction);
  const scopes = listMissingScopes(settings, interaction);
  const admin = canConsentForAll(person.roleIds);
  return renderConsent({
    action,
    clientName,
    username: person.userPrincipalName,
    scopes,
    allowed: admin || scopes.every((scope) => !permissions[scope]?.adminOnly),
    forTenant: admin,
  });
}

async function acceptPerson(
  settings: InteractionSettings,
  interaction: Interaction,
  form: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const username = form.get('username')?.trim().toLowerCase();
  const person = settings.people.find(
    ({ id, userPrincipalName }) => id === form.get('person') || userPrincipalName.toLowerCase() === username,
  );
  if (!person)
    return sendHtml(
      response,
      await renderStep(settings, interaction, 'We could not find an account with that name.'),
    );
  settings.grants.restore(person.id);
  const acr = readWantedAcr(interaction.params['claims']);
  const result = { login: { accountId: person.id, ...(acr ? { acr } : {}) }, select_account: {} };
  const returnTo = await settings.provider.interactionResult(request, response, result);
  await switchSession(settings, interaction, person);
  redirect(response, returnTo);
}

/** Another person in the same browser: as at Microsoft, the first one's tokens stay good. */
async function switchSession(
  { provider }: InteractionSettings,
  interaction: Interaction,
  person: Person,
): Promise<void> {
  const uid = interaction.session?.uid;
  const session = uid ? await provider.Session.findByUid(uid) : undefined;
  if (!session?.accountId || session.accountId === person.id) return;
  session.loginAccount({ accountId: person.id });
  await session.persist();
}

async function acceptConsent(
  settings: InteractionSettings,
  interaction: Interaction,
  form: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const person = findPerson(settings, interaction);
  const scopes = listMissingScopes(settings, interaction);
  const admin = canConsentForAll(person.roleIds);
  if (!admin && scopes.some((scope) => permissions[scope]?.adminOnly))
    return sendHtml(response, await renderStep(settings, interaction));
  const forTenant = admin && form.get('tenant') === 'yes';
  settings.consents.add(readClientId(interaction), forTenant ? { tenant: true } : person.id, scopes);
  return settings.provider.interactionFinished(request, response, { consent: {} });
}

function listMissingScopes(
  { graphResource, consents }: InteractionSettings,
  interaction: Interaction,
): string[] {
  const asked = typeof interaction.params['scope'] === 'string' ? interaction.params['scope'].split(' ') : [];
  const names = asked.map((scope) =>
    scope.startsWith(`${graphResource}/`) ? scope.slice(graphResource.length + 1) : scope,
  );
  const personId = interaction.session?.accountId ?? '';
  return [...new Set(names)].filter(
    (name) => name in permissions && !consents.has(readClientId(interaction), personId, name),
  );
}

function findPerson({ people }: InteractionSettings, interaction: Interaction): Person {
  const person = people.find(({ id }) => id === interaction.session?.accountId);
  if (!person) throw new Error('The consent step was reached without anybody signed in.');
  return person;
}

function readClientId({ params }: Interaction): string {
  const clientId = params['client_id'];
  if (typeof clientId !== 'string') throw new Error('The request names no client.');
  return clientId;
}

async function readClientName({ provider }: InteractionSettings, interaction: Interaction): Promise<string> {
  const client = await provider.Client.find(readClientId(interaction));
  return client?.clientName ?? readClientId(interaction);
}
