import * as v from 'valibot';
import { isPattern, patternHelp } from './path-pattern.js';

export const faultKinds = ['status', 'delay', 'drop-before', 'drop-after', 'malformed', 'claims'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ruleSchema = v.pipe(
  v.strictObject({
    kind: v.picklist(faultKinds),
    path: v.optional(v.pipe(v.string(), v.check(isPattern, patternHelp))),
    method: v.optional(v.picklist(['GET', 'POST', 'PATCH', 'PUT', 'DELETE'])),
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
    code: v.optional(v.string()),
    message: v.optional(v.string()),
    retryAfterSeconds: v.optional(count),
    applied: v.optional(v.boolean()),
    delayMs: v.optional(count),
    rate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    count: v.optional(count),
    after: v.optional(count),
    seed: v.optional(v.pipe(v.number(), v.integer())),
  }),
  v.check((rule) => rule.kind !== 'status' || rule.status !== undefined, 'kind "status" needs status'),
  v.check((rule) => rule.kind !== 'delay' || rule.delayMs !== undefined, 'kind "delay" needs delayMs'),
);

/**
 * What is to go wrong, and for whom. A rule applies to requests by themselves and to the items of a `$batch` alike;
 * the batch as a whole is `/$batch`.
 */
export interface FaultRule {
  /**
   * - `status`: answers with `status` (400 to 599) and Graph's error body.
   * - `delay`: waits `delayMs`, then answers as usual; other rules still apply.
   * - `drop-before`: the connection breaks and nothing has happened. In a batch, the whole batch's connection.
   * - `drop-after`: the same, but the request took effect.
   * - `malformed`: the request took effect; the answer is JSON cut short.
   * - `claims`: 401 with a claims challenge (continuous access evaluation).
   */
  readonly kind: (typeof faultKinds)[number];
  /**
   * The path below the version, such as `/users`, in literal segments; one that is `*` stands for any, and `**` at the
   * end for all that follow. Case does not matter. Default: every path.
   */
  readonly path?: string | undefined;
  /** Default: every method. */
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | undefined;
  readonly status?: number | undefined;
  /** Graph's error code; by default the usual one of the status. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** With `status`: the request took effect all the same, as behind a 504. */
  readonly applied?: boolean | undefined;
  readonly delayMs?: number | undefined;
  /** Share of the matching requests, 0 to 1. Default: 1. */
  readonly rate?: number | undefined;
  /** How often in all. Default: without end. */
  readonly count?: number | undefined;
  /** How many matching requests pass untouched first. Default: 0. */
  readonly after?: number | undefined;
  /** Decides which requests `rate` picks. Default: 1. */
  readonly seed?: number | undefined;
}

/** A fault rule that cannot be understood; the message names each wrong property. */
export class FaultRuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FaultRuleError';
  }
}

/**
 * Checks a rule that came as JSON.
 *
 * @throws {FaultRuleError} naming every property that is wrong
 */
export function parseFaultRule(value: unknown): FaultRule {
  const result = v.safeParse(ruleSchema, value);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
  });
  throw new FaultRuleError(`Invalid fault: ${problems.join('; ')}`);
}

/**
 * Checks the rules of `POST /emulator/faults`: one rule, an array of rules, or `{ "faults": [...] }`.
 *
 * @throws {FaultRuleError} naming every property that is wrong
 */
export function parseFaultRules(value: unknown): FaultRule[] {
  const list: unknown = isObject(value) && 'faults' in value ? value['faults'] : value;
  return Array.isArray(list) ? list.map(parseFaultRule) : [parseFaultRule(list)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
