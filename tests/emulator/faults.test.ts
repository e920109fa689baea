import { describe, it } from 'node:test';
import { expect } from 'chai';
import { VirtualClock } from '../../src/emulator/clock.js';
import {
  DroppedConnection,
  FaultRuleError,
  FaultSet,
  parseFaultRule,
  parseFaultRules,
  parseFaultText,
  type FaultRule,
} from '../../src/emulator/faults/index.js';
import { GraphFault } from '../../src/emulator/graph-error.js';

function createFaults(...rules: FaultRule[]) {
  const clock = new VirtualClock();
  const faults = new FaultSet(clock, rules);
  const effects: string[] = [];
  const send = async (path: string, method = 'GET') =>
    faults.apply({ method, path }, async () => {
      effects.push(`${method} ${path}`);
      return { status: 200, body: { id: '12345' } };
    });
  return { clock, faults, effects, send };
}

async function readStatus(answer: Promise<{ status: number }>): Promise<number> {
  return answer.then(
    ({ status }) => status,
    (error: unknown) => {
      if (error instanceof GraphFault) return error.status;
      throw error;
    },
  );
}

describe('FaultSet', () => {
  it('answers with the status, without effect, and names the pause', async () => {
    const { send, effects } = createFaults({ kind: 'status', status: 503, retryAfterSeconds: 7 });
    const fault = await send('/users').catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(GraphFault).and.include({ status: 503, code: 'ServiceUnavailable' });
    expect((fault as GraphFault).headers).to.deep.equal({ 'Retry-After': '7' });
    expect(effects).to.deep.equal([]);
  });

  it('always names a pause with 429', async () => {
    const { send } = createFaults({ kind: 'status', status: 429 });
    const fault = (await send('/users').catch((error: unknown) => error)) as GraphFault;
    expect([fault.headers['Retry-After'], fault.inner['code']]).to.deep.equal(['1', '429']);
  });

  it('lets a request behind a 504 take effect when told so', async () => {
    const { send, effects } = createFaults({ kind: 'status', status: 504, applied: true });
    expect(await readStatus(send('/users/1/assignLicense', 'POST'))).to.equal(504);
    expect(effects).to.deep.equal(['POST /users/1/assignLicense']);
  });

  it('delays, then answers', async () => {
    const { clock, send, effects } = createFaults({ kind: 'delay', delayMs: 500 });
    const answer = send('/users');
    await clock.advance(499);
    expect(effects).to.deep.equal([]);
    await clock.advance(1);
    expect((await answer).status).to.equal(200);
  });

  it('delays and fails when both hit', async () => {
    const { clock, send } = createFaults({ kind: 'delay', delayMs: 500 }, { kind: 'status', status: 500 });
    const status = readStatus(send('/users'));
    await clock.advance(500);
    expect(await status).to.equal(500);
  });

  for (const [kind, applied] of [
    ['drop-before', 0],
    ['drop-after', 1],
  ] as const)
    it(`${kind} breaks the connection with ${applied ? 'an' : 'no'} effect`, async () => {
      const { send, effects } = createFaults({ kind });
      const error = await send('/groups', 'POST').catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(DroppedConnection).and.instanceOf(TypeError);
      expect(effects).to.have.length(applied);
    });

  it('cuts the JSON of a malformed answer short', async () => {
    const { send, effects } = createFaults({ kind: 'malformed' });
    const answer = await send('/users');
    expect(answer.status).to.equal(200);
    expect(() => JSON.parse(String(answer.body)) as unknown).to.throw(SyntaxError);
    expect(effects).to.have.length(1);
  });

  it('challenges for claims', async () => {
    const { send } = createFaults({ kind: 'claims' });
    const fault = (await send('/me').catch((error: unknown) => error)) as GraphFault;
    expect(fault.status).to.equal(401);
    expect(fault.headers['WWW-Authenticate']).to.match(
      /error="insufficient_claims".*claims="[A-Za-z0-9+/=]+"/,
    );
  });

  it('hits only its method and path', async () => {
    const { send } = createFaults({
      kind: 'status',
      status: 500,
      method: 'POST',
      path: '/users/*/assignLicense',
    });
    const paths = [
      '/users/1/assignLicense',
      '/Users/2/assignlicense',
      '/users/1',
      '/users/1/x/assignLicense',
    ];
    const statuses = await Promise.all(paths.map((path) => readStatus(send(path, 'POST'))));
    expect(statuses).to.deep.equal([500, 500, 200, 200]);
    expect(await readStatus(send('/users/1/assignLicense', 'GET'))).to.equal(200);
  });

  it('takes no rule whose path is no pattern', () => {
    const { faults } = createFaults();
    expect(() => faults.add({ kind: 'status', status: 500, path: '^/users$' })).to.throw(
      RangeError,
      '^/users$',
    );
    expect(faults.rules).to.deep.equal([]);
  });

  it('spares the first and stops after its count', async () => {
    const { send, faults } = createFaults({ kind: 'status', status: 500, after: 2, count: 2 });
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) statuses.push(await readStatus(send('/users')));
    expect(statuses).to.deep.equal([200, 200, 500, 500, 200, 200]);
    expect(faults.hits).to.deep.equal([2]);
  });

  it('hits a share, the same ones for the same seed', async () => {
    const draw = async (seed: number): Promise<number[]> => {
      const { send } = createFaults({ kind: 'status', status: 500, rate: 0.25, seed });
      const statuses: number[] = [];
      for (let sent = 0; sent < 400; sent += 1) statuses.push(await readStatus(send('/users')));
      return statuses;
    };
    const first = await draw(7);
    expect(first.filter((status) => status === 500).length).to.be.within(70, 130);
    expect(await draw(7)).to.deep.equal(first);
    expect(await draw(8)).not.to.deep.equal(first);
  });

  it('stops when the rules are replaced by none', async () => {
    const { send, faults } = createFaults({ kind: 'status', status: 500 });
    faults.replace([]);
    expect(await readStatus(send('/users'))).to.equal(200);
  });
});

describe('fault rules as JSON', () => {
  it('may come alone, in an array or under "faults"', () => {
    const rule = { kind: 'drop-after', path: '/users/*', rate: 0.5 };
    for (const value of [rule, [rule], { faults: [rule] }])
      expect(parseFaultRules(value)).to.deep.equal([rule]);
    expect(parseFaultRules({ faults: [] })).to.deep.equal([]);
  });

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{}, /kind/],
    [{ kind: 'explode' }, /kind.*explode/],
    [{ kind: 'status' }, /needs status/],
    [{ kind: 'status', status: 200 }, /status.*400/],
    [{ kind: 'delay' }, /needs delayMs/],
    [{ kind: 'claims', rate: 2 }, /rate.*1/],
    [{ kind: 'claims', count: -1 }, /count.*0/],
    [{ kind: 'claims', method: 'FETCH' }, /method/],
    [{ kind: 'claims', path: '^(' }, /path.*is no pattern: literal segments/],
    [{ kind: 'claims', retries: 3 }, /retries/],
    ['claims', /object/i],
  ];
  for (const [value, message] of wrong)
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(() => parseFaultRule(value)).to.throw(FaultRuleError, message);
    });
});

describe('fault rules in one line', () => {
  const lines: readonly (readonly [string, FaultRule])[] = [
    ['503', { kind: 'status', status: 503 }],
    [
      '429 POST /users/*/assignLicense rate=0.1 retryAfter=2 seed=7',
      {
        kind: 'status',
        status: 429,
        method: 'POST',
        path: '/users/*/assignLicense',
        rate: 0.1,
        retryAfterSeconds: 2,
        seed: 7,
      },
    ],
    [
      '504 PATCH applied=true count=1 after=3',
      { kind: 'status', status: 504, method: 'PATCH', applied: true, count: 1, after: 3 },
    ],
    ['delay delayMs=800 /groups/**', { kind: 'delay', delayMs: 800, path: '/groups/**' }],
    ['drop-before', { kind: 'drop-before' }],
  ];
  for (const [line, rule] of lines)
    it(line, () => {
      expect(parseFaultText(line)).to.deep.equal(rule);
    });

  for (const line of [
    '',
    'boom',
    '503 users',
    '503 ^/users',
    '503 /users/a*',
    '503 rate=much',
    '200',
    'delay',
  ])
    it(`refuses ${line || 'nothing'}`, () => {
      expect(() => parseFaultText(line)).to.throw(FaultRuleError, 'Invalid fault');
    });
});
