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
    const median = times.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? first;
    figures.push(
      toFigure(`${name}.${users}`, median, 'ms', `${what} of ${users}, median of ${repeats}, through fetch`),
      toFigure(`${name}First.${users}`, first, 'ms', `the same, asked for the first time (builds the index)`),
    );
  }
  const indexed = (readHeap() - heapBefore) / 1_048_576;
  figures.push(
    toFigure(`heapIndexed.${users}`, indexed, 'MB', 'the same heap with the indexes of these queries'),
  );
  return figures;
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
