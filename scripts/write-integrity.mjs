import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes `integrity.json` into a folder: what each script in it must be, as pages say it in `integrity="…"` and in the
 * `integrity` of an import map.
 * @param {string} folder
 */
export async function writeIntegrity(folder) {
  const hashes = globSync('**/*.js', { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => [
      path,
      `sha384-${createHash('sha384')
        .update(readFileSync(join(folder, path)))
        .digest('base64')}`,
    ]);
  await writeFile(join(folder, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
