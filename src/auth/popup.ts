import type { MsalEvent, MsalLike } from './msal-like.js';
import { ProvisioningError } from '../model/errors.js';

const pollMs = 250;
/** Between the answer, with which the popup closes itself, and the tokens lies a request. */
const graceMs = 2000;

/**
 * Runs what opens an MSAL popup and ends when the person closes it: MSAL itself would wait on for minutes.
 *
 * A closed window is not proof: a provider that isolates itself (COOP) makes an open one look closed. So the page must
 * have the focus again too. An answer that arrives later is not lost; MSAL's events tell of it.
 *
 * @throws {ProvisioningError} `sign-in-cancelled`
 */
export async function runPopup<T>(msal: MsalLike, open: () => Promise<T>): Promise<T> {
  let popup: Window | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const callback = msal.addEventCallback((event) => {
    popup ??= readPopup(event);
  });
  const abandoned = new Promise<never>((_, reject) => {
    let closedMs = 0;
    timer = setInterval(() => {
      closedMs = popup?.closed && document.hasFocus() ? closedMs + pollMs : 0;
      if (closedMs < graceMs) return;
      reject(new ProvisioningError('sign-in-cancelled', 'The sign-in window was closed.'));
    }, pollMs);
  });
  try {
    return await Promise.race([open(), abandoned]);
  } finally {
    clearInterval(timer);
    if (callback !== null) msal.removeEventCallback(callback);
  }
}

function readPopup({ eventType, payload }: MsalEvent): Window | undefined {
  if (eventType !== 'msal:popupOpened' || typeof payload !== 'object' || payload === null) return undefined;
  return 'popupWindow' in payload ? (payload.popupWindow as Window) : undefined;
}

let last: Promise<unknown> = Promise.resolve();
let running = 0;

/**
 * Runs interactions of this page one after another, whoever asks: a browser window has room for one sign-in at a time.
 * @param work - is told whether it had to wait for another
 */
export async function runAlone<T>(work: (waited: boolean) => Promise<T>): Promise<T> {
  const waited = running > 0;
  running += 1;
  const run = last.then(() => work(waited));
  last = run.catch(() => undefined);
  try {
    return await run;
  } finally {
    running -= 1;
  }
}
