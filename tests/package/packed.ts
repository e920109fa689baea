import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a command to its end; what it printed is in the error when it fails. */
export const run = promisify(execFile);

/** The package as npm would publish it, made of what is in dist/. */
export interface Packed {
  /** The path of the tarball. */
  readonly tarball: string;
  /** Every file in it, from the package's root. */
  readonly files: readonly string[];
}

export async function pack(folder: string): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
}

/** A folder that is removed at the end. */
export async function makeFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'o365-package-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A project that has nothing but the packed package, as npm installs it for a portal. */
export async function startProject(
  folder: string,
  tarball: string,
  others: readonly string[] = [],
): Promise<void> {
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'portal', private: true, type: 'module' }),
  );
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...others], {
    cwd: folder,
  });
}
