// Builds dist/: modules and types (tsc), the emulator as one file, the script-tag files and the redirect bridge (Vite), custom-elements.json.
import { spawnSync } from 'node:child_process';
import { copyFile, readdir, rm } from 'node:fs/promises';
import { build } from 'vite';
import { bridgeBuild, emulatorBuild, scriptTagBuild } from './vite-builds.mjs';
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

// In the place of the modules that it is made of.
for (const file of await readdir('dist/emulator', { recursive: true }))
  if (/\.js(\.map)?$/.test(file) && !file.startsWith('server')) await rm(`dist/emulator/${file}`);
await build(emulatorBuild('dist/emulator'));

await build(scriptTagBuild('dist/cdn'));
await writeIntegrity('dist/cdn');
await build(bridgeBuild('dist'));
await copyFile('src/auth/redirect/redirect-bridge.html', 'dist/redirect-bridge.html');
// The description of the portal's API; npm run openapi keeps it true.
await copyFile('etc/portal-api.openapi.json', 'dist/portal-api/openapi.json');
run('cem', 'analyze', '--quiet', '--outdir', 'dist');
