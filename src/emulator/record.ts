/** One exchange, as `--record` writes it: tokens are left out. */
export interface TrafficRecord {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly body?: unknown;
  };
  /** Null when the answer was broken on purpose. */
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body?: unknown;
  } | null;
  readonly expectInvalid?: true;
}

const secret = new Set(['authorization', 'cookie', 'x-emulator-expect']);

/**
 * Writes down one exchange. A request that carries `x-emulator-expect: invalid` was wrong on purpose.
 *
 * @param sent - The request's body as text.
 * @param answer - The response; its body is read from a copy.
 */
export async function describeExchange(
  request: Request,
  sent: string,
  answer: Response | undefined,
): Promise<TrafficRecord> {
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: listHeaders(request.headers),
      ...(sent ? { body: parse(sent) } : {}),
    },
    response: answer ? await describeAnswer(answer) : null,
    ...(request.headers.get('x-emulator-expect') === 'invalid' ? { expectInvalid: true as const } : {}),
  };
}

async function describeAnswer(answer: Response): Promise<TrafficRecord['response']> {
  const body = await answer.clone().text();
  if (isBroken(answer, body)) return null;
  return {
    status: answer.status,
    headers: listHeaders(answer.headers),
    ...(body ? { body: parse(body) } : {}),
  };
}

function listHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !secret.has(name.toLowerCase())));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** An answer that a fault cut short, by itself or inside a batch. */
function isBroken(answer: Response, body: string): boolean {
  if (!body || !answer.headers.get('Content-Type')?.includes('json')) return false;
  const parsed = parse(body);
  if (typeof parsed === 'string') return true;
  const responses = (parsed as { responses?: unknown }).responses;
  return (
    Array.isArray(responses) &&
    responses.some(
      (item: { body?: unknown; headers?: Record<string, string> }) =>
        typeof item.body === 'string' && Boolean(item.headers?.['Content-Type']?.includes('json')),
    )
  );
}
