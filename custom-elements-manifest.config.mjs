export default {
  globs: ['src/elements/*/*.ts'],
  exclude: ['src/elements/*/render-*.ts', 'src/elements/*/*.styles.ts', 'src/elements/shared/**'],
  litelement: true,
  outdir: '.',
};
