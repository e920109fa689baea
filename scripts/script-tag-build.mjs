/** Takes comments and indentation out of the elements' style sheets, which minifiers of scripts leave as they are. */
const shortenStyles = {
  name: 'shorten-styles',
  /**
   * @param {string} code
   * @param {string} id
   */
  transform(code, id) {
    if (!id.endsWith('.styles.ts')) return null;
    const short = code.replaceAll(/css`[^`]*`/g, (sheet) =>
      sheet
        .replaceAll(/\/\*[^]*?\*\//g, '')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/ ?([{};,]) ?/g, '$1'),
    );
    return { code: short, map: null };
  },
};

/** What every page needs: loaded as one file, which is smaller than many and takes one round trip. */
const everyPage = ['/src/define/o365-provider.ts', '/src/define/o365-connect.ts'];

/**
 * @param {string} moduleId
 * @param {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} context
 */
function groupFirst(moduleId, context) {
  first ??= listFirst((id) => context.getModuleInfo(id));
  return first.has(moduleId) ? 'first' : null;
}

/** @type {Set<string> | undefined} */
let first;

/** Everything that comes with these modules at once, and is not in the loader: that one loads nothing before a tag appears. */
function listFirst(getModuleInfo) {
  const found = new Set();
  const add = (id) => {
    if (found.has(id)) return;
    found.add(id);
    getModuleInfo(id)?.importedIds.forEach(add);
  };
  const root = process.cwd().replaceAll('\\', '/');
  for (const path of everyPage) add(root + path);
  getModuleInfo(`${root}/src/autoload.ts`)?.importedIds.forEach((id) => found.delete(id));
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
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [shortenStyles],
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
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: { groups: [{ name: groupFirst, debugName: 'first' }] },
        },
      },
    },
  };
}

/**
 * How Vite makes the script of the redirect bridge: alone, so that the page which receives Microsoft's answer loads nothing
 * but what it needs.
 * @param {string} outDir where the file goes
 * @returns {import('vite').InlineConfig}
 */
export function bridgeBuild(outDir) {
  return {
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      license: { fileName: 'redirect-bridge.licenses.md' },
      lib: {
        entry: 'src/auth/redirect/redirect-bridge.ts',
        formats: ['es'],
        fileName: () => 'redirect-bridge.js',
      },
      rolldownOptions: { output: { minify: true } },
    },
  };
}

/**
 * How Vite makes the emulator: one file with its libraries inside, so that neither a page with a demo nor a portal's tests
 * install any of them.
 * @param {string} outDir where the file goes
 * @returns {import('vite').InlineConfig}
 */
export function emulatorBuild(outDir) {
  return {
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      license: { fileName: 'licenses.md' },
      lib: { entry: 'src/emulator/index.ts', formats: ['es'], fileName: () => 'index.js' },
    },
  };
}
