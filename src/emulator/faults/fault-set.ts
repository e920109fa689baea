import type { EmulatorClock } from '../clock.js';
import { GraphFault } from '../graph-error.js';
import { createChallenge } from '../identity/challenge.js';
import { DroppedConnection } from './dropped-connection.js';
import type { FaultRule } from './fault-rule.js';
import { readPattern, type PathPattern } from './path-pattern.js';

/** What a rule is matched with: one request, or one item of a batch. */
export interface FaultTarget {
  readonly method: string;
  /** Below the version. */
  readonly path: string;
}

/** An answer as the emulator's routes give it. */
export interface FaultableAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface ArmedRule {
  readonly rule: FaultRule;
  readonly pattern: PathPattern | undefined;
  readonly draw: () => number;
  matched: number;
  hits: number;
}

const usualCodes: Readonly<Record<number, readonly [string, string]>> = {
  401: ['InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'],
  403: ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'],
  404: ['Request_ResourceNotFound', 'Resource does not exist.'],
  409: [
    'Directory_ConcurrencyViolation',
    'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  ],
  429: ['TooManyRequests', 'Please retry again later.'],
  500: ['InternalServerError', 'The server encountered an internal error.'],
  502: ['BadGateway', 'The server received an invalid response.'],
  503: ['ServiceUnavailable', 'The service is temporarily unavailable. Please retry later.'],
  504: ['GatewayTimeout', 'The server did not answer in time.'],
};

/** The default pause of a 429, which always names one. */
const defaultRetryAfterSeconds = 1;

/** The faults in force. Rules are tried in order; delays add up, and the first other rule that hits decides. */
export class FaultSet {
  #armed: ArmedRule[] = [];

  constructor(
    private readonly clock: EmulatorClock,
    rules: readonly FaultRule[] = [],
  ) {
    this.replace(rules);
  }

  get rules(): readonly FaultRule[] {
    return this.#armed.map(({ rule }) => rule);
  }

  /** How often each rule has hit, in the order of `rules`. */
  get hits(): readonly number[] {
    return this.#armed.map(({ hits }) => hits);
  }

  /** @throws {RangeError} when its path is no pattern */
  add(rule: FaultRule): void {
    this.#armed.push({
      rule,
      pattern: rule.path === undefined ? undefined : readPattern(rule.path),
      draw: createDraw(rule.seed ?? 1),
      matched: 0,
      hits: 0,
    });
  }

  /** Puts these rules in place of all others; without rules, nothing goes wrong any more. */
  replace(rules: readonly FaultRule[]): void {
    this.#armed = [];
    for (const rule of rules) this.add(rule);
  }

  /**
   * Answers a request under the faults that hit it.
   *
   * @param run - Lets the request take effect and gives its answer.
   * @throws {GraphFault} the error a `status` or `claims` rule asks for
   * @throws {DroppedConnection} when the connection is to break
   */
  async apply<A extends FaultableAnswer>(
    target: FaultTarget,
    run: () => Promise<A>,
  ): Promise<A | FaultableAnswer> {
    for (const armed of this.#armed) {
      if (!hitsTarget(armed, target)) continue;
      const { rule } = armed;
      switch (rule.kind) {
        case 'delay':
          await this.clock.sleep(rule.delayMs ?? 0);
          break;
        case 'status':
          if (rule.applied) await run();
          throw createStatusFault(rule);
        case 'claims':
          throw createChallenge(this.clock.now());
        case 'drop-before':
          throw new DroppedConnection();
        case 'drop-after':
          await run();
          throw new DroppedConnection();
        case 'malformed':
          return cutShort(await run());
      }
    }
    return run();
  }
}

function hitsTarget(armed: ArmedRule, { method, path }: FaultTarget): boolean {
  const { rule, pattern } = armed;
  if (rule.method !== undefined && rule.method !== method.toUpperCase()) return false;
  if (pattern && !pattern(path)) return false;
  armed.matched += 1;
  if (armed.matched <= (rule.after ?? 0)) return false;
  if (rule.count !== undefined && armed.hits >= rule.count) return false;
  if (rule.rate !== undefined && armed.draw() >= rule.rate) return false;
  armed.hits += 1;
  return true;
}

function createStatusFault(rule: FaultRule): GraphFault {
  const status = rule.status ?? 500;
  const [code, message] = usualCodes[status] ?? [
    status < 500 ? 'Request_BadRequest' : 'UnknownError',
    'Injected fault.',
  ];
  const pause = rule.retryAfterSeconds ?? (status === 429 ? defaultRetryAfterSeconds : undefined);
  return new GraphFault(status, rule.code ?? code, rule.message ?? message, {
    headers: pause === undefined ? {} : { 'Retry-After': String(pause) },
    ...(status === 429 ? { inner: { code: '429', message: 'Please retry after', status: '429' } } : {}),
  });
}

/** The first half of the answer's JSON, still called JSON. */
function cutShort(answer: FaultableAnswer): FaultableAnswer {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? { value: [] });
  return {
    ...answer,
    status: answer.status === 204 ? 200 : answer.status,
    headers: { ...answer.headers, 'Content-Type': 'application/json' },
    body: text.slice(0, Math.ceil(text.length / 2)),
  };
}

/** A sequence of numbers from 0 to 1 that the seed decides. */
function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
