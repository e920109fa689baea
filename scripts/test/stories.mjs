// Builds the catalogue and opens every story in Chromium: it must render, its play function pass, nothing stay undefined,
// axe find nothing, in light and dark and forced colors, and nothing stick out or be cut off down to 320 px, from left to
// right and from right to left.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { chromeArgs, chromePath } from '../browser.mjs';
import { serveFolder } from '../static-server.mjs';
import { auditAppearances } from './audit-appearance.mjs';
import { noResults, writeResults } from './results.mjs';

const build = spawnSync('npm', ['run', '--silent', 'build-storybook'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

/** One for each of the two processors that the tests have at least. */
const browsersAtMost = 2;

const words = process.argv.slice(2);
const stories = Object.values(JSON.parse(readFileSync('storybook-static/index.json', 'utf8')).entries)
  .filter((entry) => entry.type === 'story')
  .filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
const server = await serveFolder('storybook-static');
const results = noResults();
const waiting = [...stories];
// Each in a browser of its own: a page in the background draws nothing.
await Promise.all(Array.from({ length: browsersAtMost }, runStories));
server.close();
writeResults(results);
console.log(`${results.passed} stories passed, ${results.failures.length} failed`);
process.exit(results.failures.length === 0 && results.passed > 0 ? 0 : 1);

/** Takes one story after the other, in a browser of its own. */
async function runStories() {
  const browser = await puppeteer.launch({ executablePath: await chromePath(), args: chromeArgs });
  for (let story = waiting.shift(); story !== undefined; story = waiting.shift()) {
    const startedAt = performance.now();
    const problems = await runStory(browser, story.id);
    if (problems.length === 0) results.passed += 1;
    else results.failures.push({ name: story.id, file: 'stories', why: problems.join('\n') });
    results.tests.push({ name: story.id, file: 'stories', ms: performance.now() - startedAt });
    console.log([`${problems.length === 0 ? '✔' : '✖'} ${story.id}`, ...problems].join('\n    '));
  }
  await browser.close();
}

async function runStory(browser, id) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 800 });
  const errors = [];
  page.on('pageerror', (error) => errors.push(`error in the page: ${error.message}`));
  await page.evaluateOnNewDocument(() => {
    globalThis.storyResult = new Promise((resolve) => {
      const listen = (channel) => {
        let thrown;
        channel.on('playFunctionThrewException', (error) => (thrown = `play: ${error.message}`));
        channel.on('storyErrored', (error) => resolve([`story: ${error.description}`]));
        channel.on('storyThrewException', (error) => resolve([`story: ${error.message}`]));
        channel.on('storyMissing', () => resolve(['story: missing']));
        channel.on('storyFinished', ({ status, reporters }) => {
          const problems = thrown ? [thrown] : [];
          if (status !== 'success' && !thrown) problems.push(`status: ${status}`);
          for (const element of document.querySelectorAll('#storybook-root :not(:defined)'))
            problems.push(`never defined: ${element.localName}`);
          for (const violation of reporters?.find(({ type }) => type === 'a11y')?.result?.violations ?? [])
            problems.push(
              `axe ${violation.id}: ${violation.help} (${violation.nodes.map((node) => node.target.join(' ')).join('; ')})`,
            );
          resolve(problems);
        });
      };
      let channel;
      Object.defineProperty(globalThis, '__STORYBOOK_ADDONS_CHANNEL__', {
        configurable: true,
        get: () => channel,
        set(value) {
          channel = value;
          listen(value);
        },
      });
    });
  });
  try {
    await page.goto(`${server.url}/iframe.html?id=${id}&viewMode=story`);
    const timeout = new Promise((resolve) => setTimeout(resolve, 30_000, ['did not finish in 30 s']));
    const problems = await Promise.race([page.evaluate(() => globalThis.storyResult), timeout]);
    if (problems.length === 0) problems.push(...(await auditAppearances(page)));
    return [...problems, ...errors];
  } catch (error) {
    return [`runner: ${error.message}`, ...errors];
  } finally {
    await page.close();
  }
}
