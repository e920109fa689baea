/** The script of the redirect bridge page. It is built into one file, which a portal serves beside `redirect-bridge.html`. */
import { answerRedirect } from './answer-redirect.js';

void answerRedirect();
