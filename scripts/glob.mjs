import { readdirSync } from 'node:fs';

/**
 * Paths of the files below `folder` (relative, with forward slashes, sorted) for which `wanted` says yes.
 *
 * @param {string} folder
 * @param {(path: string) => boolean} wanted
 * @returns {string[]}
 */
export function globSync(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .filter(wanted)
    .sort();
}
