import type { Context, Env } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ProvisioningError } from '../../model/errors.js';

/** Makes what refuses a request whose body is too long, once it is known who sends it: a body in pieces is collected for that. */
export function limitBody(maxBodyBytes: number): (context: Context<Env, string>) => Promise<void> {
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw new ProvisioningError('request-refused', `The request is longer than ${maxBodyBytes} bytes.`, {
        status: 413,
      });
    },
  });
  return async (context) => {
    await limit(context, async () => undefined);
  };
}
