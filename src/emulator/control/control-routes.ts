import { Hono } from 'hono';
import { newUnitSchema, type NewAdministrativeUnit } from '../administrative-units/new-unit.js';
import { VirtualClock, type EmulatorClock } from '../clock.js';
import type { EmulatorOptions } from '../emulator-options.js';
import { FaultRuleError, parseFaultRules, type FaultSet } from '../faults/index.js';
import { GraphFault } from '../graph-error.js';
import type { TokenRequest } from '../identity/token-request.js';
import type { TokenService } from '../identity/token-service.js';
import { planChangeSchema, type PlanChange } from '../licensing/plan-change.js';
import type { EmulatorState } from '../state.js';
import { TenantChangeError } from '../tenant/tenant-change-error.js';
import { parseBody } from './parse-body.js';

/** What can be steered: the emulator as it shows itself to the control addresses. */
export interface Controllable {
  readonly clock: EmulatorClock;
  readonly faults: FaultSet;
  readonly tenant: object;
  issueToken(request?: TokenRequest): Promise<string>;
  challengeTokens(): void;
  changePlan(change: PlanChange): void;
  addAdministrativeUnit(unit: NewAdministrativeUnit): string;
  giveRole(user: string, role: string): void;
  takeRole(user: string, role: string): void;
  reset(options: Pick<EmulatorOptions, 'tenant' | 'users' | 'seed'>): void;
  state(): EmulatorState;
}

interface RoleChange {
  readonly user: string;
  readonly give?: readonly string[];
  readonly take?: readonly string[];
}

/** Steers the emulator from outside: tokens, roles, time, faults, a fresh tenant, and what the tenant holds. */
export async function answerControl(
  emulator: Controllable,
  tokens: TokenService,
  request: Request,
): Promise<Response> {
  const answer = await createControl(emulator, tokens).fetch(request);
  answer.headers.set('Access-Control-Allow-Origin', '*');
  return answer;
}

function createControl(emulator: Controllable, tokens: TokenService): Hono {
  const control = new Hono().basePath('/emulator');
  control.post('/token', async (context) => {
    const accessToken = await emulator.issueToken(await readJson<TokenRequest>(context.req.raw));
    return context.json({ accessToken });
  });
  control.get('/keys', async (context) => context.json(await tokens.listKeys()));
  control.get('/state', (context) => context.json(emulator.state()));
  control.get('/tenant', (context) => context.json(emulator.tenant));
  control.post('/reset', async (context) => {
    emulator.reset(await readJson<Pick<EmulatorOptions, 'tenant' | 'users' | 'seed'>>(context.req.raw));
    return context.json(emulator.tenant);
  });
  control.post('/faults', async (context) => {
    emulator.faults.replace(parseFaultRules(await readJson(context.req.raw)));
    return context.json({ faults: emulator.faults.rules });
  });
  control.get('/faults', (context) =>
    context.json({ faults: emulator.faults.rules, hits: emulator.faults.hits }),
  );
  control.post('/challenge', (context) => {
    emulator.challengeTokens();
    return context.json({});
  });
  control.post('/plans', async (context) => {
    emulator.changePlan(parseBody(planChangeSchema, await readJson(context.req.raw)));
    return context.json({});
  });
  control.post('/administrative-units', async (context) =>
    context.json({
      id: emulator.addAdministrativeUnit(parseBody(newUnitSchema, await readJson(context.req.raw))),
    }),
  );
  control.post('/roles', async (context) => {
    const { user, give = [], take = [] } = await readJson<RoleChange>(context.req.raw);
    for (const role of give) emulator.giveRole(user, role);
    for (const role of take) emulator.takeRole(user, role);
    return context.json({});
  });
  control.post('/clock', async (context) => {
    const { advanceMs = 0 } = await readJson<{ advanceMs?: number }>(context.req.raw);
    if (!(emulator.clock instanceof VirtualClock))
      return context.json({ error: 'The emulator runs on real time; start it with a virtual clock.' }, 409);
    await emulator.clock.advance(advanceMs);
    return context.json({ now: new Date(emulator.clock.now()).toISOString() });
  });
  control.onError((error, context) => context.json({ error: error.message }, isRefusal(error) ? 400 : 500));
  return control;
}

async function readJson<T extends object>(request: Request): Promise<T> {
  const text = await request.text();
  return (text ? JSON.parse(text) : {}) as T;
}

function isRefusal(error: Error): boolean {
  return [GraphFault, FaultRuleError, TenantChangeError, SyntaxError].some((kind) => error instanceof kind);
}
