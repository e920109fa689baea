import { readFile, rename, writeFile } from 'node:fs/promises';
import * as engine from '../../src/engine.js';

/**
 * A store in one JSON file, for one process at a time: two would overwrite what the other one wrote. It is read once and
 * written whole after every change, so it is for trying out, and for a job that alone knows the tenant.
 *
 * @throws {ProvisioningError} `record-unreadable`, `record-newer`
 */
export async function openFileStore(path: string): Promise<engine.OpenStore> {
  return engine.memoryStore({
    from: await readJson(path),
    async save(content) {
      // Whoever looks, and whatever crashes, finds the file as it was or as it is now.
      await writeFile(`${path}.new`, JSON.stringify(content), { flush: true });
      await rename(`${path}.new`, path);
    },
  });
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    // Before the first change there is no file.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new engine.ProvisioningError('record-unreadable', `${path} is no JSON.`, { cause });
  }
}
