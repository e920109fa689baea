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
    build: {
      outDir,
      target: 'es2022',
      sourcemap: true,
      rolldownOptions: {
        input: { autoload: 'src/autoload.ts' },
        preserveEntrySignatures: 'exports-only',
        output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}
