import { shortenTemplates } from './shorten-templates.mjs';

/**
 * Makes a module of what reads CSV, which comes in the form for Node alone: every page would load the helpers for that form
 * first, as all files share them.
 * @type {import('vite').Plugin}
 */
const papaparseAsModule = {
  name: 'papaparse-as-module',
  transform: {
    filter: { id: /\/papaparse(\.min)?\.js$/ },
    handler: (code) => ({
      code: `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;`,
      map: null,
    }),
  },
};

/**
 * What is one file, which is smaller than many and takes one round trip: what the script tag starts with, which loads
 * nothing before a tag appears, what every page needs then, and what every element with data needs.
 */
const together = {
  loader: ['/src/autoload.ts'],
  first: ['/src/define/o365-provider.ts', '/src/define/o365-connect.ts'],
  reads: ['/src/context/reads/reads.ts'],
};

/** @type {Map<string, string> | undefined} */
let groups;

/**
 * @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} Modules
 * @type {(group: string) => (moduleId: string, modules: Modules) => string | null}
 */
const groupIn = (group) => (moduleId, modules) => {
  groups ??= listGroups((id) => modules.getModuleInfo(id));
  return groups.get(moduleId) === group ? group : null;
};

/** Everything that comes with these modules at once; what several need is in the first of their files. */
function listGroups(getModuleInfo) {
  const found = new Map();
  const add = (id, group) => {
    if (found.has(id)) return;
    found.set(id, group);
    getModuleInfo(id)?.importedIds.forEach((imported) => add(imported, group));
  };
  const root = process.cwd().replaceAll('\\', '/');
  for (const [group, paths] of Object.entries(together)) for (const path of paths) add(root + path, group);
  return found;
}

/**
 * How Vite makes the files for a script tag: one entry, and a chunk for each part that loads when it is needed.
 * @param {string} outDir where the files go
 * @returns {import('vite').InlineConfig}
 */
export function scriptTagBuild(outDir) {
  return {
    configFile: false,
    logLevel: 'warn',
    // The files may be served from any folder.
    base: './',
    define: {
      'process.env.NODE_ENV': '"production"',
      // No library is to look for another one by the loader of Node, or by one that the page has for itself.
      'typeof require': '"undefined"',
      'typeof define': '"undefined"',
    },
    plugins: [shortenTemplates, papaparseAsModule],
    build: {
      outDir,
      target: 'es2022',
      sourcemap: true,
      // As a library: parts are small and few deep, so the code that loads their files ahead would weigh more than it saves.
      lib: { entry: { autoload: 'src/autoload.ts', o365: 'src/o365.ts' }, formats: ['es'] },
      license: { fileName: 'licenses.md' },
      manifest: 'manifest.json',
      rolldownOptions: {
        output: {
          minify: true,
          // Nobody bundles these files again.
          comments: { annotation: false },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: {
            groups: Object.keys(together).map((group) => ({ name: groupIn(group), debugName: group })),
          },
        },
      },
    },
  };
}

/**
 * How Vite makes the script of the redirect bridge: alone, so that the page which receives Microsoft's answer loads nothing
 * but what it needs.
 * @param {string} outDir where the file goes
 */
export function bridgeBuild(outDir) {
  return oneFileBuild('src/auth/redirect/redirect-bridge.ts', 'redirect-bridge.js', {
    outDir,
    license: { fileName: 'redirect-bridge.licenses.md' },
    rolldownOptions: { output: { minify: true } },
  });
}

/**
 * How Vite makes the emulator: one file with its libraries inside, so that neither a page with a demo nor a portal's tests
 * install any of them.
 * @param {string} outDir where the file goes
 */
export function emulatorBuild(outDir) {
  return oneFileBuild('src/emulator/index.ts', 'index.js', {
    outDir,
    license: { fileName: 'licenses.md' },
    minify: false,
    sourcemap: true,
  });
}

/**
 * @param {string} entry
 * @param {string} fileName
 * @param {import('vite').BuildOptions} build
 * @returns {import('vite').InlineConfig}
 */
function oneFileBuild(entry, fileName, build) {
  return {
    configFile: false,
    logLevel: 'warn',
    build: {
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: () => fileName },
      ...build,
    },
  };
}
