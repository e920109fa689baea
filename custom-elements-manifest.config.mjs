export default {
  globs: ['src/elements/*/*.ts'],
  exclude: ['src/elements/*/render-*.ts', 'src/elements/*/*.styles.ts'],
  litelement: true,
  outdir: '.',
  // The package names the file in dist/, whichever folder this run writes to.
  packagejson: false,
};
