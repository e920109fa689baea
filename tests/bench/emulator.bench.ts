import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import type { Figure } from './figure.js';

const sizes = [1_000, 10_000, 100_000];
const repeats = 15;

/** What is asked, by the figure's name. `first` also pays for building the index it uses. */
const questions = [
  [
    'search',
    '$search="displayName:an"&$select=id,displayName&$count=true',
    'a $search by name with its count',
  ],
  [
    'filter',
    "$filter=startsWith(displayName,'an') and accountEnabled eq true&$select=id,displayName&$count=true",
    'a list filtered by name and state with its count',
  ],
  [
    'licensed',
    '$filter=assignedLicenses/$count ne 0&$select=id,displayName&$count=true',
    'the licensed users with their count',
  ],
  [
    'scan',
    "$filter=endsWith(mail,'.com')&$select=id&$count=true",
    'a filter no index serves, with its count',
  ],
  ['firstPage', '$select=id,displayName,userPrincipalName&$top=999', 'a first page of 999 users'],
] as const;

/** How fast the emulator is ready and answers, and what it holds in memory, as the tenant grows. */
export async function emulatorFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const users of sizes) figures.push(...(await measureTenant(users)));
  return figures;
}

async function measureTenant(users: number): Promise<Figure[]> {
  const heapBefore = readHeap();
  const started = performance.now();
  const emulator = createEmulator({ tenant: 'contoso', users });
  const readyMs = performance.now() - started;
  const heap = (readHeap() - heapBefore) / 1_048_576;
  const figures: Figure[] = [
    toFigure(`ready.${users}`, readyMs, 'ms', `createEmulator with ${users} users, once`),
    toFigure(
      `heap.${users}`,
      heap,
      'MB',
      `heap in use for ${users} users after garbage collection, no index built`,
    ),
  ];
  const token = await emulator.issueToken({ scopes: ['User.Read.All'] });
  for (const [name, query, what] of questions) {
    const first = await ask(emulator, token, query);
    const times: number[] = [];
    for (let run = 0; run < repeats; run += 1) times.push(await ask(emulator, token, query));
    figures.push(
      toFigure(
        `${name}.${users}`,
        toMedian(times),
        'ms',
        `${what} of ${users}, median of ${repeats}, through fetch`,
      ),
      toFigure(`${name}First.${users}`, first, 'ms', `the same, asked for the first time (builds the index)`),
    );
  }
  const indexed = (readHeap() - heapBefore) / 1_048_576;
  figures.push(
    toFigure(`heapIndexed.${users}`, indexed, 'MB', 'the same heap with the indexes of these queries'),
  );
  figures.push(...(await measureReport(emulator, users)));
  return figures;
}

const report = "getOffice365ActiveUserDetail(period='D30')";

/** The report of who used what: a page of 200 of it, and all of it. */
async function measureReport(emulator: Emulator, users: number): Promise<Figure[]> {
  const token = await emulator.issueToken({ scopes: ['Reports.Read.All'] });
  const read = async (url: string): Promise<{ ms: number; text: string }> => {
    const started = performance.now();
    const response = await emulator.fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    const text = await response.text();
    const ms = performance.now() - started;
    if (response.status !== 200) throw new Error(`${url} was answered ${response.status}`);
    return { ms, text };
  };
  const first = await read(`https://graph.microsoft.com/beta/reports/${report}?$format=application/json`);
  const times: number[] = [];
  let { text } = first;
  for (let page = 0; page < repeats; page += 1) {
    const next = (JSON.parse(text) as Record<string, string>)['@odata.nextLink'];
    if (next === undefined) break;
    const later = await read(next);
    ({ text } = later);
    times.push(later.ms);
  }
  const csv = await read(`https://graph.microsoft.com/v1.0/reports/${report}`);
  const toReportFigure = (name: string, value: number, what: string): Figure => ({
    id: `emulator.reports.${users}.${name}Ms`,
    value: Math.round(value * 100) / 100,
    unit: 'ms',
    better: 'lower',
    method: `${what} of the active users' report on ${users} people, through fetch`,
  });
  return [
    toReportFigure('firstPage', first.ms, 'the first page of 200'),
    toReportFigure('page', toMedian(times), `a later page of 200, median of ${times.length},`),
    toReportFigure('csv', csv.ms, 'all rows as CSV, read to the end,'),
  ];
}

async function ask(emulator: Emulator, token: string, query: string): Promise<number> {
  const url = `https://graph.microsoft.com/v1.0/users?${query.replace(/[ "]/g, (char) => encodeURIComponent(char))}`;
  const started = performance.now();
  const response = await emulator.fetch(url, {
    headers: { Authorization: `Bearer ${token}`, ConsistencyLevel: 'eventual' },
  });
  await response.text();
  const elapsed = performance.now() - started;
  if (response.status !== 200) throw new Error(`${query} was answered ${response.status}`);
  return elapsed;
}

function toMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function readHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

function toFigure(name: string, value: number, unit: string, method: string): Figure {
  const rounded = Math.round(value * 100) / 100;
  return { id: `emulator.${name}.${unit}`, value: rounded, unit, better: 'lower', method };
}
