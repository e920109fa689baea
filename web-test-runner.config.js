import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { chromeArgs, chromePath } from './scripts/browser.mjs';
import { resultReporter } from './scripts/test/browser-reporter.mjs';

const recordings = process.env.RECORD_DIR;
if (recordings) mkdirSync(recordings, { recursive: true });

/** Takes what pages report of their traffic with the emulated tenant, where it is to be recorded. */
async function recordTraffic(context, next) {
  if (!recordings || context.path !== '/__record') return next();
  let body = '';
  for await (const chunk of context.req) body += chunk;
  appendFileSync(`${recordings}/browser.jsonl`, `${body}\n`);
  context.status = 204;
}

/** A second copy of the library, as one page may have it: the same files at other addresses. */
async function serveCopy(context, next) {
  if (context.path.startsWith('/copy/')) context.url = context.url.slice('/copy'.length);
  await next();
}

/** The same in another version, whose elements may mean something else by what they share. */
async function serveOtherVersion(context, next) {
  if (!context.path.startsWith('/other-version/')) return next();
  context.url = context.url.slice('/other-version'.length);
  await next();
  if (context.path.endsWith('/contexts.ts'))
    context.body = context.body.replace(/(sharedVersion = )"[^"]*"/, '$1"another"');
}

/** Parts of the addresses at which nothing is found now: a test that breaks the page's code says them. */
const broken = new Set();

async function breakCode(context, next) {
  if (context.path === '/__broken') {
    const { part, mended } = context.query;
    if (mended) broken.delete(part);
    else broken.add(part);
    context.status = 204;
    return;
  }
  if ([...broken].some((part) => context.path.includes(part))) context.status = 503;
  else await next();
}

/** A page whose test is over is left also while something is published in it: whoever leaves is asked, and confirms. */
async function openPage({ context }) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

export default {
  files: 'tests/**/*.browser.test.ts',
  nodeResolve: { exportConditions: ['development', 'browser'] },
  // A page in the background draws nothing, and some tests are about what is drawn.
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await chromePath(), args: chromeArgs },
      createPage: openPage,
    }),
  ],
  testFramework: { config: { timeout: 15000 } },
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), resultReporter()],
  middleware: [recordTraffic, breakCode, serveCopy, serveOtherVersion],
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en">
      <body>
        <script>
          // A library reads it; bundlers put it in place, and there is none here.
          globalThis.process = { env: { NODE_ENV: 'development' } };
          globalThis.recordTraffic = ${Boolean(recordings)};
        </script>
        <script type="module" src="${testFramework}"></script>
      </body>
    </html>`,
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
};
