import * as v from 'valibot';

/**
 * One question to the portal's API, below the address of a tenant. What its path names of the input stands there, the rest in
 * the query, or in the body (JSON) where there is one.
 */
export interface Route<Input = unknown, Answer = unknown> {
  /** A verb and a noun, unique. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With the names of its parts in braces: `/workspaces/{id}`. */
  readonly path: string;
  /** What it does, in a sentence, for the API's description. */
  readonly summary: string;
  readonly input: v.GenericSchema<unknown, Input>;
  readonly answer: v.GenericSchema<unknown, Answer>;
  /** Whether it writes: its `Idempotency-Key` says which of two such requests are one. */
  readonly writes: boolean;
}

type Definition<Input, Answer> = Omit<Route<Input, Answer>, 'writes' | 'input' | 'answer'> &
  Partial<Pick<Route<Input, Answer>, 'input' | 'answer'>>;

/** One that reads. */
export function reading<Input = Nothing, Answer = Nothing>(
  definition: Definition<Input, Answer>,
): Route<Input, Answer> {
  return { ...withNothing(definition), writes: false };
}

/** One that writes. */
export function writing<Input = Nothing, Answer = Nothing>(
  definition: Definition<Input, Answer>,
): Route<Input, Answer> {
  return { ...withNothing(definition), writes: true };
}

/** An object without properties: no input, or no answer. */
export type Nothing = Readonly<Record<never, never>>;

const nothing: v.GenericSchema<unknown, Nothing> = v.object({});

/** A route without a schema for what it takes, or answers, takes or answers nothing. */
function withNothing<Input, Answer>(
  definition: Definition<Input, Answer>,
): Omit<Route<Input, Answer>, 'writes'> {
  return {
    ...definition,
    input: definition.input ?? (nothing as v.GenericSchema<unknown, Input>),
    answer: definition.answer ?? (nothing as v.GenericSchema<unknown, Answer>),
  };
}

/** Takes an object as it is stored: whoever reads it judges it, for one of a newer version is no fault of the request. */
export interface StoredSchema extends v.GenericSchema<unknown, object> {
  /** What it looks like, and what that is called, for the API's description. */
  readonly stored: { readonly name: string; readonly schema: v.GenericSchema };
}

export function stored(name: string, schema: v.GenericSchema): StoredSchema {
  return { ...v.looseObject({}), stored: { name, schema } };
}

/** The address of a route below that of a tenant, with what its path and query take of the input. */
export function toAddress({ method, path }: Route, input: Readonly<Record<string, unknown>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(toText(input[name])),
  );
  if (hasBody(method)) return filled;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(listRest(path, input)))
    if (value !== undefined) query.set(name, toText(value));
  return query.size > 0 ? `${filled}?${query.toString()}` : filled;
}

/** What stands in the body of a request; undefined where it has none. */
export function toBody(
  { method, path }: Route,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  return hasBody(method) ? listRest(path, input) : undefined;
}

export function hasBody(method: Route['method']): boolean {
  return method === 'POST' || method === 'PUT';
}

function listRest(path: string, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !path.includes(`{${name}}`)));
}

/** Paths and queries hold texts and numbers alone. */
function toText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new TypeError('A path or a query holds texts and numbers alone.');
}
