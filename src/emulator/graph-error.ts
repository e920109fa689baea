/** A refusal in Graph's words. Thrown anywhere; turned into Graph's error body in one place (`respond.ts`). */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Added to `innerError`, e.g. the inner code of a 429. */
  readonly inner: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { headers?: Record<string, string>; inner?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'GraphFault';
    this.status = status;
    this.code = code;
    this.headers = extra.headers ?? {};
    this.inner = extra.inner ?? {};
  }
}

/** 400 `Request_BadRequest`, Graph's answer to most wrong bodies. */
export function createBadRequest(message: string): GraphFault {
  return new GraphFault(400, 'Request_BadRequest', message);
}

/** 404 for an object that is not there, or not yet visible. */
export function createNotFound(id: string): GraphFault {
  return new GraphFault(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** 403 for a missing scope and for a missing role alike: Graph does not tell them apart. */
export function createForbidden(): GraphFault {
  return new GraphFault(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

/** 405 for an address that exists, but not with this method. */
export function createMethodNotAllowed(): GraphFault {
  return new GraphFault(
    405,
    'Request_BadRequest',
    'Specified HTTP method is not allowed for the request target.',
  );
}

/** 409 for a second write to an object whose first is not finished. */
export function createConflict(): GraphFault {
  return new GraphFault(
    409,
    'Directory_ConcurrencyViolation',
    'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  );
}

/** The JSON body of an error. `date` has no zone, as in Graph. */
export function toErrorBody(fault: GraphFault, now: number, requestId: string, clientRequestId: string) {
  return {
    error: {
      code: fault.code,
      message: fault.message,
      innerError: {
        ...fault.inner,
        date: new Date(now).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
}
