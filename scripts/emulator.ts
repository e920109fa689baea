// Serves an emulated tenant: npm run emulator -- --port 4400 --users 1000 --seed 1 --tenant contoso
import { parseArgs } from 'node:util';
import {
  FaultRuleError,
  groupPaces,
  graphHosts,
  parseFaultText,
  tenantPresets,
  VirtualClock,
  type CloudName,
  type FaultRule,
  type GroupLicensingPace,
  type GroupPaceName,
  type TenantName,
} from '../src/emulator/index.js';
import { isOrigin, startServer } from '../src/emulator/server/index.js';

const help = `Serves a tenant that answers as Microsoft Graph does.

  --port 4400                 where to listen (default: a free port)
  --tenant contoso            ${Object.keys(tenantPresets).join(', ')}
  --cloud global              us-gov, us-gov-dod or china: the host of Graph that references must name
  --users 1000                1 to 100000 (default: the tenant's own size)
  --seed 1                    the same seed gives the same tenant
  --quota documented|off      whether Microsoft's limits hold (default: off)
  --group-licensing quick     how fast groups license their members: ${Object.keys(groupPaces).join(', ')},
                              or milliseconds to the start and per member, such as 45000,200
  --leave-prerequisite convert|fail
                              what becomes of a group's license that who leaves needs for another one
  --lag 0                     milliseconds until reads show a write, whatever it wrote
  --stale-reads               within that time each read may show it or not: two replicas answer, one is behind
  --fault '503 POST /users/** rate=0.1'
                              what goes wrong: a status or delay, drop-before, drop-after, malformed, claims;
                              then a method, a path (* is one segment, ** at the end the rest) and
                              rate= count= after= seed= retryAfter= delayMs=; may be given several times
  --virtual-clock             time moves only by POST /emulator/clock {"advanceMs":…}
  --trust issuer=jwksUri      an identity provider whose tokens are accepted; may be given several times
  --allow-origin http://localhost:5173
                              pages of this origin may use the server; may be given several times. Without it none
                              may: the server answers tools on this machine only
  --record traffic.jsonl      write every exchange to this file, tokens left out
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    tenant: { type: 'string', default: 'contoso' },
    cloud: { type: 'string', default: 'global' },
    users: { type: 'string' },
    seed: { type: 'string', default: '1' },
    quota: { type: 'string', default: 'off' },
    lag: { type: 'string', default: '0' },
    'group-licensing': { type: 'string', default: 'quick' },
    'leave-prerequisite': { type: 'string', default: 'convert' },
    'stale-reads': { type: 'boolean', default: false },
    trust: { type: 'string', multiple: true, default: [] },
    fault: { type: 'string', multiple: true, default: [] },
    'allow-origin': { type: 'string', multiple: true, default: [] },
    'virtual-clock': { type: 'boolean', default: false },
    record: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(help);
  process.exit(0);
}

const server = await startServer({
  ...(values.port === undefined ? {} : { port: readNumber('port', values.port, 0, 65535) }),
  ...(values.users === undefined ? {} : { users: readNumber('users', values.users, 1, 100_000) }),
  ...(values.record === undefined ? {} : { record: values.record }),
  tenant: readTenant(values.tenant),
  cloud: readCloud(values.cloud),
  seed: readNumber('seed', values.seed, 0, 2 ** 32 - 1),
  quota: readQuota(values.quota),
  lagMs: readNumber('lag', values.lag, 0, 3_600_000),
  groupLicensing: readPace(values['group-licensing']),
  leavePrerequisite: readLeaving(values['leave-prerequisite']),
  staleReads: values['stale-reads'],
  faults: values.fault.map(readFault),
  ...(values['virtual-clock'] ? { clock: new VirtualClock({ start: Date.now() }) } : {}),
  trustedIssuers: values.trust.map(readIssuer),
  allowedOrigins: values['allow-origin'].map(readOrigin),
});
console.log(JSON.stringify({ ready: true, graph: server.graph }));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void server.stop().then(() => process.exit(0)));

function readNumber(name: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < low || number > high)
    fail(`--${name} must be a whole number from ${low} to ${high}.`);
  return number;
}

function readTenant(name: string): TenantName {
  if (!(name in tenantPresets)) fail(`--tenant must be one of ${Object.keys(tenantPresets).join(', ')}.`);
  return name as TenantName;
}

function readCloud(name: string): CloudName {
  if (!(name in graphHosts)) fail(`--cloud must be one of ${Object.keys(graphHosts).join(', ')}.`);
  return name as CloudName;
}

function readQuota(text: string): 'documented' | 'off' {
  if (text !== 'documented' && text !== 'off') return fail('--quota must be documented or off.');
  return text;
}

function readPace(text: string): GroupLicensingPace | GroupPaceName {
  if (text in groupPaces) return text as GroupPaceName;
  const [, startMs, memberMs] = /^(\d{1,9}),(\d{1,9})$/.exec(text) ?? [];
  if (startMs === undefined || memberMs === undefined)
    return fail(
      `--group-licensing must be ${Object.keys(groupPaces).join(', ')} or two numbers such as 45000,200.`,
    );
  return { startMs: Number(startMs), memberMs: Number(memberMs) };
}

function readLeaving(text: string): 'fail' | 'convert' {
  if (text !== 'fail' && text !== 'convert') return fail('--leave-prerequisite must be fail or convert.');
  return text;
}

function readIssuer(text: string): { issuer: string; jwksUri: string } {
  const [, issuer, jwksUri] = /^(.+?)=(https?:.+)$/.exec(text) ?? [];
  if (!issuer || !jwksUri) return fail('--trust must be issuer=jwksUri.');
  return { issuer, jwksUri };
}

function readOrigin(text: string): string {
  return isOrigin(text) ? text : fail('--allow-origin must be an origin such as http://localhost:5173.');
}

function readFault(text: string): FaultRule {
  try {
    return parseFaultText(text);
  } catch (error) {
    if (error instanceof FaultRuleError) return fail(error.message);
    throw error;
  }
}

function fail(message: string): never {
  console.error(`${message}\n\n${help}`);
  process.exit(2);
}
