import { faultKinds, FaultRuleError, parseFaultRule, type FaultRule } from './fault-rule.js';

const numbers = new Set(['status', 'retryAfterSeconds', 'delayMs', 'rate', 'count', 'after', 'seed']);

/**
 * Reads a rule written in one line, as `--fault` takes it: a kind or a status, then in any order a method, a path and
 * `name=value` pairs. `retryAfter` is short for `retryAfterSeconds`.
 *
 * @example
 * '503 POST /users/** rate=0.1 retryAfter=2 seed=7'
 * 'delay delayMs=800 GET /users'
 * 'drop-after PATCH /groups/* count=1'
 *
 * @throws {FaultRuleError} saying which word is wrong
 */
export function parseFaultText(text: string): FaultRule {
  const [first = '', ...words] = text.trim().split(/\s+/);
  const rule: Record<string, unknown> = readKind(first);
  for (const word of words) {
    const pair = /^(\w+)=(.*)$/.exec(word);
    if (pair?.[1]) rule[toName(pair[1])] = readValue(toName(pair[1]), pair[2] ?? '');
    else if (/^[A-Z]+$/.test(word)) rule['method'] = word;
    else if (word.startsWith('/')) rule['path'] = word;
    else throw new FaultRuleError(`Invalid fault: '${word}' is neither a method, a path nor name=value`);
  }
  return parseFaultRule(rule);
}

function readKind(word: string): Record<string, unknown> {
  if (/^\d+$/.test(word)) return { kind: 'status', status: Number(word) };
  if (faultKinds.some((kind) => kind === word)) return { kind: word };
  throw new FaultRuleError(
    `Invalid fault: '${word}' is neither a status such as 503 nor one of ${faultKinds.join(', ')}`,
  );
}

function toName(name: string): string {
  return name === 'retryAfter' ? 'retryAfterSeconds' : name;
}

function readValue(name: string, text: string): unknown {
  if (name === 'applied') return text === 'true' ? true : text === 'false' ? false : text;
  return numbers.has(name) && text !== '' ? Number(text) : text;
}
