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
      lib: { entry: { autoload: 'src/autoload.ts' }, formats: ['es'] },
      rolldownOptions: {
        output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}
