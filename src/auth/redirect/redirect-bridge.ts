/** The script of the redirect bridge page. It is built into one file, which a portal serves beside `redirect-bridge.html`. */
import { answerRedirect } from './answer-redirect.js';

answerRedirect().catch((error: unknown) => {
  // Opened by hand, say: nothing to hand on.
  document.body.textContent = 'This page finishes signing in. You can close it.';
  throw error;
});
