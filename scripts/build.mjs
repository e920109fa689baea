// Builds dist/: modules and types (tsc), the script-tag files and the redirect bridge (Vite), custom-elements.json.
import { spawnSync } from 'node:child_process';
import { rm, mkdir, copyFile } from 'node:fs/promises';
import { build } from 'vite';
import { scriptTagBuild } from './script-tag-build.mjs';

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
// Alone, so that the page which receives Microsoft's answer loads nothing but what it needs.
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: 'src/auth/redirect/redirect-bridge.ts',
      formats: ['es'],
      fileName: () => 'redirect-bridge.js',
    },
    rolldownOptions: { output: { minify: true } },
  },
});
await mkdir('dist', { recursive: true });
await copyFile('src/auth/redirect/redirect-bridge.html', 'dist/redirect-bridge.html');
run('cem', 'analyze', '--quiet', '--outdir', 'dist');
