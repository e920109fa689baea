import type { Context } from 'hono';
import * as v from 'valibot';
import { ProvisioningError } from '../../model/errors.js';
import { hasBody, type Route } from '../../store/portal/route.js';

/** What a request says, as its route's schema makes it. @throws {ProvisioningError} `request-refused` */
export async function readInput<Input>(context: Context, route: Route<Input, unknown>): Promise<Input> {
  const said = hasBody(route.method) ? await readBody(context) : context.req.query();
  const result = v.safeParse(route.input, { ...said, ...context.req.param() }, { abortEarly: true });
  if (result.success) return result.output;
  const path = (v.getDotPath(result.issues[0]) ?? '').slice(0, 120);
  throw refusal(`The request is not right at "${path}".`);
}

async function readBody(context: Context): Promise<object> {
  const type = context.req.header('Content-Type') ?? '';
  // Forms can be sent across sites without asking first; JSON cannot.
  if (!/^application\/json\b/i.test(type)) throw refusal('The body of this request is JSON.', 415);
  let body: unknown;
  try {
    body = await context.req.json();
  } catch (cause) {
    // One that is too long is told as what it is.
    if (!(cause instanceof SyntaxError)) throw cause;
    throw refusal('The body of this request is not JSON.', 400, cause);
  }
  if (typeof body !== 'object' || body === null) throw refusal('The body of this request is no object.');
  return body;
}

function refusal(message: string, status = 400, cause?: unknown): ProvisioningError {
  return new ProvisioningError('request-refused', message, { status, cause });
}
