// Writes what each entry of the package promises to etc/<entry>.api.md, from the types in dist/. Without --write it only
// compares, and fails where the report is not what the types say: whoever changes the API sees it in the diff.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

/** Where the types of each are; those that borrow are about types that the engine exports. */
const entries = {
  index: { types: 'dist/index.d.ts' },
  engine: { types: 'dist/engine.d.ts' },
  'store-contract': { types: 'dist/store/contract/index.d.ts', borrows: true },
  'portal-api': { types: 'dist/portal-api/index.d.ts', borrows: true },
  emulator: { types: 'dist/emulator.d.ts', borrows: true },
};

const isWriting = process.argv.includes('--write');
mkdirSync('etc', { recursive: true });

const failed = Object.entries(entries).filter(([name, entry]) => !report(name, entry));
if (failed.length > 0) {
  console.error(
    `The API of ${failed.map(([name]) => name).join(', ')} is not what etc/ says: npm run build && npm run api -- --write`,
  );
  process.exit(1);
}

function report(name, { types, borrows = false }) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: process.cwd(),
      mainEntryPointFilePath: resolve(types),
      compiler: { tsconfigFilePath: resolve('tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: resolve('etc'),
        reportTempFolder: resolve('node_modules/.cache/api-report'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: {
          default: { logLevel: 'none' },
          // A type in a signature that nobody can name.
          'ae-forgotten-export': { logLevel: borrows ? 'none' : 'error' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve('package.json'),
  });
  const { succeeded } = Extractor.invoke(config, { localBuild: isWriting, showVerboseMessages: false });
  return succeeded;
}
