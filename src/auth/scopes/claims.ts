import { decodeBase64 } from './token-scopes.js';

/** One challenge of a `WWW-Authenticate` header. */
export interface Challenge {
  /** Lower case, e.g. `bearer`. */
  readonly scheme: string;
  /** By name in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

// A parameter with a quoted or a plain value; or the name of the next scheme; or a separator.
const part =
  /([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))|([!#$%&'*+.^_`|~\w-]+)|[\s,]+/gy;

/**
 * Splits a `WWW-Authenticate` header. Quoted values may hold commas and equals signs, as `claims` and
 * `error_description` do. Reading stops at the first thing that is no challenge.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  for (const [, name, quoted, plain, scheme] of header.matchAll(part)) {
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: {} });
    const current = challenges.at(-1);
    if (name !== undefined && current)
      current.parameters[name.toLowerCase()] = quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '';
  }
  return challenges;
}

/**
 * The claims that Microsoft asks for in a 401 (continuous access evaluation, Conditional Access), as JSON ready for
 * `getToken`'s and `signIn`'s `claims`; undefined when the header asks for none or they can't be read.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/app-resilience-continuous-access-evaluation
 */
export function readClaimsChallenge(header: string | null | undefined): string | undefined {
  for (const { scheme, parameters } of parseChallenges(header ?? '')) {
    const { claims } = parameters;
    if (scheme !== 'bearer' || !claims) continue;
    const json = toJson(claims);
    if (json) return json;
  }
  return undefined;
}

function toJson(claims: string): string | undefined {
  for (const read of [(): string => claims, (): string => decodeBase64(claims)]) {
    try {
      const text = read();
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return text;
    } catch {
      // Not this form: the header has been seen with plain JSON too.
    }
  }
  return undefined;
}
