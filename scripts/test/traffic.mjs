// Checks the traffic that the tests recorded (RECORD_DIR) against Microsoft's own description of Graph.
// The validator lives beside the project, not in it; without it this step says that it is skipped.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noResults, writeResults } from './results.mjs';

const validator = new URL('../../../shared/graph-openapi/', import.meta.url);
const end = (results) => {
  writeResults({ ...noResults(), ...results });
  process.exit(results.failures ? 1 : 0);
};
const fail = (why) => end({ failures: [{ name: 'traffic', file: 'recorded traffic', why }] });

if (!existsSync(validator))
  end({
    skipped: [
      { name: 'traffic', reason: 'the Graph traffic validator (../shared/graph-openapi) is not here' },
    ],
  });
const recordings = process.env.RECORD_DIR;
if (!recordings || !existsSync(recordings) || readdirSync(recordings).length === 0) {
  fail('No recorded traffic: run the tests with RECORD_DIR set first (npm test does).');
}

const work = mkdtempSync(join(tmpdir(), 'graph-openapi-'));
cpSync(validator, work, { recursive: true });
const install = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], {
  cwd: work,
  stdio: 'inherit',
});
if (install.status !== 0) fail('The validator could not be installed.');
/** As much as the validator reads at a time, in bytes: all of it can be longer than a text can be. */
const portionBytes = 200_000_000;
const all = join(work, 'traffic.jsonl');
let failed = 0;
let size = 0;
const check = () => {
  if (size === 0) return;
  const { status } = spawnSync(process.execPath, [join(work, 'validate-graph-traffic.mjs'), all], {
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
  rmSync(all);
  size = 0;
};
/** Pieces of whole lines, none of them longer than a portion unless one line is. */
function* listPieces(recording) {
  for (let at = 0; at < recording.length;) {
    const end = recording.lastIndexOf('\n', at + portionBytes);
    const next = end > at ? end + 1 : recording.length;
    yield recording.subarray(at, next);
    at = next;
  }
}
for (const name of readdirSync(recordings))
  for (const piece of listPieces(readFileSync(join(recordings, name)))) {
    if (size + piece.length > portionBytes) check();
    appendFileSync(all, piece);
    size += piece.length;
  }
check();
rmSync(work, { recursive: true, force: true });
if (failed > 0) fail('Some of the traffic is not as Graph is described.');
end({ passed: 1 });
