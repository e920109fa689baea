import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { Auth } from '../../auth/auth.js';
import { isSameAccount } from '../../auth/same-account.js';
import { readClaimsChallenge } from '../../auth/scopes/claims.js';
import { ProvisioningError } from '../../model/errors.js';
import { getControl } from './call-control.js';

/**
 * Puts the token on a request, shortly before it leaves, so that one which waited for an hour gets a fresh token. A token
 * in another name than the call's is not used.
 * Answers one claims challenge (continuous access evaluation) silently.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/app-resilience-continuous-access-evaluation
 */
export class TokenMiddleware implements Middleware {
  readonly #auth: Pick<Auth, 'getToken'>;
  readonly #origin: string;
  #next: Middleware | undefined;

  constructor(auth: Pick<Auth, 'getToken'>, origin: string) {
    this.#auth = auth;
    this.#origin = origin;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    if (new URL(url).origin !== this.#origin)
      throw new ProvisioningError(
        'host-refused',
        `A request that leads away from ${this.#origin} was not sent.`,
      );
    await this.#send(context);
    if (context.response?.status !== 401) return;
    const claims = readClaimsChallenge(context.response.headers.get('WWW-Authenticate'));
    if (claims) await this.#send(context, claims);
  }

  async #send(context: Context, claims?: string): Promise<void> {
    const control = getControl(context);
    const { scopes, signal, subject } = control;
    control.token = await this.#auth.getToken(scopes, {
      ...(claims ? { claims } : {}),
      ...(signal ? { signal } : {}),
    });
    if (subject && !isSameAccount(subject, control.token.subject))
      throw new ProvisioningError(
        'account-changed',
        'A request was not sent, because its token belongs to another account.',
      );
    const headers = new Headers(context.options?.headers);
    headers.set('Authorization', `Bearer ${control.token.token}`);
    context.options = { ...context.options, headers };
    await this.#next?.execute(context);
  }
}
