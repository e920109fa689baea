// Writes the description of the portal's API (OpenAPI 3.1) from its routes to etc/portal-api.openapi.json, which the package
// ships. Without --write it only compares, and fails where the file is not what the routes say.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { errorCodes } from '../src/model/error-codes.js';
import { streamPath, streamType } from '../src/store/portal/changes/stream-format.js';
import { idempotencyHeader } from '../src/store/portal/portal-client.js';
import { hasBody, type Route, type StoredSchema } from '../src/store/portal/route.js';
import { connectionRoutes } from '../src/store/portal/routes/connection-routes.js';
import { portalRoutes } from '../src/store/portal/routes/portal-routes.js';

type Json = Readonly<Record<string, unknown>>;

const file = 'etc/portal-api.openapi.json';

const tenantId = parameter('tenantId', 'path', true, { type: 'string', format: 'uuid' });

const refusal: Json = {
  description: 'Refused; the code says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const schemas: Record<string, Json> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457, with a stable code of this library.',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { enum: [...errorCodes] },
      detail: { type: 'string' },
      retryable: { const: true },
    },
  },
};

const document: Json = {
  openapi: '3.1.0',
  info: {
    title: 'o365-provisioning-elements: the API of a portal',
    version: readVersion(),
    description: 'What a team remembers of its tenant. Mounted by createPortalApi, asked by portalStore.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/api/o365' }],
  paths: groupPaths(),
  components: { schemas },
};

const text = `${JSON.stringify(document, null, 2)}\n`;
if (process.argv.includes('--write')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error(`${file} is not what the routes say: npm run openapi -- --write`);
  process.exit(1);
}

function readVersion(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
}

function groupPaths(): Json {
  const paths: Record<string, Json> = {};
  const add = (route: Route, tag: string, base = ''): void => {
    const path = `${base}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describe(route, tag, base) };
  };
  for (const [tag, routes] of Object.entries(portalRoutes))
    for (const route of Object.values<Route>(routes)) add(route, tag, '/tenants/{tenantId}');
  for (const route of Object.values<Route>(connectionRoutes)) add(route, 'connection');
  return { ...paths, ...describeStream(), ...describeHealth() };
}

/** What is no route, because it has no end. */
function describeStream(): Json {
  return {
    [`/tenants/{tenantId}${streamPath}`]: {
      get: {
        operationId: 'streamChanges',
        tags: ['team'],
        summary:
          'Says the number of the last change whenever something changes, for some minutes; then ask again.',
        parameters: [tenantId],
        responses: {
          200: {
            description: 'Events without an end.',
            content: { [streamType]: { schema: { type: 'string' } } },
          },
          default: refusal,
        },
      },
    },
  };
}

/** For who runs the processes; nobody signs in for it. */
function describeHealth(): Json {
  const tell = (operationId: string, summary: string, property: string, more: Json = {}): Json => ({
    get: {
      operationId,
      tags: ['health'],
      summary,
      responses: {
        200: {
          description: 'Yes.',
          content: {
            'application/json': {
              schema: { type: 'object', properties: { [property]: { type: 'boolean' } } },
            },
          },
        },
        ...more,
      },
    },
  });
  return {
    '/health/live': tell('isLive', 'Whether this process lives.', 'live'),
    '/health/ready': tell('isReady', 'Whether it can be sent requests.', 'ready', {
      503: { description: 'It is ending, or its database does not answer.' },
    }),
  };
}

function describe(route: Route, tag: string, base: string): Json {
  const input = toSchema(route.input, 'input');
  const properties = (input.properties ?? {}) as Readonly<Record<string, unknown>>;
  const required = (input.required ?? []) as readonly string[];
  const inPath = (name: string): boolean => route.path.includes(`{${name}}`);
  const rest = Object.keys(properties).filter((name) => !inPath(name));
  const body = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: rest.filter((name) => required.includes(name)),
  };
  return {
    operationId: route.name,
    tags: [tag],
    summary: route.summary,
    parameters: [
      ...(base ? [parameter('tenantId', 'path', true, { type: 'string', format: 'uuid' })] : []),
      ...Object.keys(properties)
        .filter((name) => inPath(name) || !hasBody(route.method))
        .map((name) =>
          parameter(name, inPath(name) ? 'path' : 'query', required.includes(name), properties[name]),
        ),
      ...(route.writes ? [parameter(idempotencyHeader, 'header', false, { type: 'string' })] : []),
    ],
    ...(hasBody(route.method)
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        content: { 'application/json': { schema: toSchema(route.answer, 'output') } },
      },
      default: refusal,
    },
  };
}

function parameter(name: string, place: string, required: boolean, schema: unknown): Json {
  return { name, in: place, required, schema };
}

/** Checks that JSON Schema cannot say are left out: the API makes them all the same. */
function toSchema(schema: GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) =>
      isStored(valibotSchema) ? { $ref: nameSchema(valibotSchema) } : undefined,
  }) as Json;
  return rest;
}

/** Records are described once. */
function nameSchema({ stored: { name, schema } }: StoredSchema): string {
  schemas[name] ??= toSchema(schema, 'input');
  return `#/components/schemas/${name}`;
}

function isStored(schema: object): schema is StoredSchema {
  return 'stored' in schema;
}
