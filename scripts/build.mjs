// Builds dist/: modules and types (tsc), the script-tag files and the redirect bridge (Vite), custom-elements.json.
import { spawnSync } from 'node:child_process';
import { rm, copyFile } from 'node:fs/promises';
import { build } from 'vite';
import { bridgeBuild, scriptTagBuild } from './script-tag-build.mjs';
import { writeIntegrity } from './write-integrity.mjs';

const run = (command, ...args) => {
  const { status } = spawnSync('npx', ['--no-install', command, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
};

await rm('dist', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');

await build(scriptTagBuild('dist/cdn'));
await writeIntegrity('dist/cdn');
await build(bridgeBuild('dist'));
await copyFile('src/auth/redirect/redirect-bridge.html', 'dist/redirect-bridge.html');
run('cem', 'analyze', '--quiet', '--outdir', 'dist');
