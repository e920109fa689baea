// Checks the traffic that the tests recorded (RECORD_DIR) against Microsoft's own description of Graph.
// The validator lives beside the project, not in it; without it this step says so and checks nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const validator = new URL('../../shared/graph-openapi/', import.meta.url);
const count = (passed, failed) => {
  if (process.env.COUNT_FILE) writeFileSync(process.env.COUNT_FILE, JSON.stringify({ passed, failed }));
  process.exit(failed === 0 ? 0 : 1);
};

if (!existsSync(validator)) {
  console.log('SKIPPED: the Graph traffic validator (../shared/graph-openapi) is not here.');
  count(0, 0);
}
const recordings = process.env.RECORD_DIR;
if (!recordings || !existsSync(recordings) || readdirSync(recordings).length === 0) {
  console.error('No recorded traffic: run the tests with RECORD_DIR set first (npm test does).');
  count(0, 1);
}

const work = mkdtempSync(join(tmpdir(), 'graph-openapi-'));
cpSync(validator, work, { recursive: true });
const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], {
  cwd: work,
  stdio: 'inherit',
});
if (install.status !== 0) count(0, 1);
const all = join(work, 'traffic.jsonl');
writeFileSync(
  all,
  readdirSync(recordings)
    .map((name) => readFileSync(join(recordings, name), 'utf8'))
    .join(''),
);
const { status } = spawnSync(process.execPath, [join(work, 'validate-graph-traffic.mjs'), all], {
  stdio: 'inherit',
});
rmSync(work, { recursive: true, force: true });
count(Number(status === 0), Number(status !== 0));
