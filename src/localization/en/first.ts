import { codeNotLoaded } from './code-not-loaded.js';

/** Those of the words that several elements share which are said before anybody signed in; translated as `common`. */
export const firstStrings = () => ({
  notConnected: 'Not connected yet',
  noProvider:
    'This part of the page isn’t inside an o365-provider, and its provider attribute doesn’t name one.',
  wrongSettings: 'A setting of this page can’t be used',
  signingIn: 'Signing in with Microsoft',
  loading: 'Loading',
  tryAgain: 'Try again',
  codeNotLoaded: codeNotLoaded.title,
  codeNotLoadedRemedy: codeNotLoaded.remedy,
});
export type FirstStrings = ReturnType<typeof firstStrings>;
