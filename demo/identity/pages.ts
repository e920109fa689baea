import { permissions } from './permissions.js';
import type { Person } from './person.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

const css = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; min-height: 100vh; margin: 0; place-items: center; background: light-dark(#eef1f6, #12151c); }
  main { box-sizing: border-box; width: min(28rem, 100vw); padding: 2rem; border-radius: 8px;
    background: light-dark(#fff, #1d222c); box-shadow: 0 2px 12px #0003; }
  h1 { margin: 0 0 .5rem; font-size: 1.375rem; }
  ul { margin: 1rem 0; padding: 0; list-style: none; }
  ul.scopes { padding-left: 1.25rem; list-style: disc; }
  label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
  label.option { font-weight: 400; }
  input:not([type=checkbox]) { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
  button { margin: 1rem .5rem 0 0; padding: .5rem 1.25rem; border: 1px solid #4b6bd6; border-radius: 4px;
    background: #2f55d4; color: #fff; font: inherit; cursor: pointer; }
  button.quiet { background: transparent; color: inherit; }
  button.person { width: 100%; margin: .25rem 0; text-align: left; background: transparent; color: inherit; }
  button small, p.note { color: light-dark(#4a5263, #b4bccb); }
  button:focus-visible, input:focus-visible { outline: 3px solid #6f8ef5; outline-offset: 1px; }
  [role=alert] { color: light-dark(#a4262c, #ff9a9e); }
`;

/** A whole page. `body` is HTML. */
export function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escapeHtml(title)}</title>
  <link rel="icon" href="data:,">
  <style>${css}</style>
</head>
<body>
  <main>
    <h1>${escapeHtml(title)}</h1>
    ${body}
  </main>
</body>
</html>`;
}

export interface SignInPage {
  readonly action: string;
  readonly clientName: string;
  readonly people: readonly Person[];
  /** The user name to start with. */
  readonly hint?: string;
  readonly error?: string;
}

export function renderSignIn({ action, clientName, people, hint = '', error }: SignInPage): string {
  const rows = people.map(
    (person) => `<li><button class="person" name="person" value="${escapeHtml(person.id)}">
      ${escapeHtml(person.displayName)}<br>
      <small>${escapeHtml(person.userPrincipalName)}${person.note ? ` · ${escapeHtml(person.note)}` : ''}</small>
    </button></li>`,
  );
  return renderPage(
    'Pick an account',
    `<p class="note">to continue to ${escapeHtml(clientName)}. This page stands in for Microsoft Entra ID.</p>
    ${error ? `<p role="alert">${escapeHtml(error)}</p>` : ''}
    <form method="post" action="${escapeHtml(action)}"><ul>${rows.join('')}</ul></form>
    <form method="post" action="${escapeHtml(action)}">
      <label for="username">User name</label>
      <input id="username" name="username" autocomplete="username" required value="${escapeHtml(hint)}">
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password"
        aria-describedby="password-note">
      <p class="note" id="password-note">Any password does.</p>
      <button>Sign in</button>
      <button class="quiet" name="refuse" value="cancel" formnovalidate>Cancel</button>
    </form>`,
  );
}

export interface ConsentPage {
  readonly action: string;
  readonly clientName: string;
  readonly username: string;
  /** Names of permissions, without a prefix. */
  readonly scopes: readonly string[];
  /** Whether the person may grant what is listed. */
  readonly allowed: boolean;
  /** Whether the person may grant it for everybody. */
  readonly forTenant: boolean;
}

export function renderConsent(page: ConsentPage): string {
  const { action, clientName, username, scopes, allowed, forTenant } = page;
  const items = scopes.map((scope) => {
    const { label, adminOnly } = permissions[scope] ?? { label: scope, adminOnly: false };
    return `<li>${escapeHtml(label)} <small>(${escapeHtml(scope)}${adminOnly ? ', admins only' : ''})</small></li>`;
  });
  const list = `<p class="note">${escapeHtml(username)}</p><ul class="scopes">${items.join('')}</ul>`;
  const form = (content: string): string =>
    `<form method="post" action="${escapeHtml(action)}">${content}</form>`;
  if (!allowed)
    return renderPage(
      'Need admin approval',
      `<p>${escapeHtml(clientName)} needs permissions that only an administrator can grant.</p>${list}
      ${form('<button name="refuse" value="admin-approval">Return to the application without granting consent</button>')}`,
    );
  return renderPage(
    'Permissions requested',
    `<p>${escapeHtml(clientName)} would like to:</p>${list}
    ${form(`
      ${forTenant ? '<label class="option"><input type="checkbox" name="tenant" value="yes"> Consent on behalf of your organization</label>' : ''}
      <button name="accept" value="yes">Accept</button>
      <button class="quiet" name="refuse" value="declined">Cancel</button>`)}`,
  );
}

export function renderAdminConsent(
  clientName: string,
  scopes: readonly string[],
  admins: readonly Person[],
): string {
  const items = scopes.map((scope) => `<li>${escapeHtml(permissions[scope]?.label ?? scope)}</li>`);
  const buttons = admins.map(
    ({ id, displayName }) =>
      `<button name="admin" value="${escapeHtml(id)}">Accept as ${escapeHtml(displayName)}</button>`,
  );
  return renderPage(
    'Permissions requested for your organization',
    `<p>${escapeHtml(clientName)} would like to, for everybody in this organization:</p>
    <ul class="scopes">${items.join('')}</ul>
    <form method="post">${buttons.join('')}<button class="quiet" name="refuse" value="yes">Cancel</button></form>`,
  );
}
