import { existsSync } from 'node:fs';

const usualPlaces = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags that keep a headless Chromium quiet and offline. */
export const chromeArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium to test with: CHROME_PATH, an installed one, else the one that ships inside an npm package.
 * @returns {Promise<string>} path of the executable
 */
export async function chromePath() {
  const installed = usualPlaces.find((path) => path && existsSync(path));
  if (installed) return installed;
  // The package unpacks its shared libraries only where it believes the machine has none.
  process.env.VERCEL ??= '1';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
