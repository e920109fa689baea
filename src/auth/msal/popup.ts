import { ProvisioningError } from '../../model/errors.js';
import { tabStorage } from '../../model/page/text-storage.js';
import type { MsalEvent, MsalLike } from './msal-like.js';

const pollMs = 250;
/** Between the answer, with which the popup closes itself, and the tokens lies a request. */
const graceMs = 2000;

/** A popup that was closed leaves MSAL waiting, and refusing every other interaction, until its time is out. */
let abandoned = false;

/** Whether MSAL may still be waiting for a popup that was closed. */
export function hasAbandonedPopup(): boolean {
  return abandoned;
}

/** Ends MSAL's refusal. It keeps the mark in session storage, or in memory where nobody reaches it. */
export function forgetAbandonedPopup(): void {
  if (abandoned) tabStorage.remove('msal.interaction.status');
}

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
  const closed = new Promise<never>((_, reject) => {
    let closedMs = 0;
    timer = setInterval(() => {
      closedMs = popup?.closed && document.hasFocus() ? closedMs + pollMs : 0;
      if (closedMs < graceMs) return;
      abandoned = true;
      reject(new ProvisioningError('sign-in-cancelled', 'The sign-in window was closed.'));
    }, pollMs);
  });
  const work = open();
  const settle = (): void => {
    abandoned = false;
  };
  try {
    work.then(settle, settle);
    return await Promise.race([work, closed]);
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
