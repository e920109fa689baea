import { html, type TemplateResult } from 'lit';
import type { Failure } from '../../controllers/action-controller.js';
import type { FirstStringsController } from '../../controllers/first-strings-controller.js';
import type { ProviderController } from '../../controllers/provider-controller.js';
import type { StringsController } from '../../controllers/strings-controller.js';
import { firstIcon } from '../../theme/first-icons.js';

/** What the states before sign-in need of the element that shows them. */
export interface FirstStateParts {
  readonly provider: ProviderController;
  readonly strings: FirstStringsController<object>;
}

/** What all shared states need. */
export interface StateParts extends FirstStateParts {
  readonly strings: StringsController<object>;
  /** All permissions that the element reads with: whoever is asked for one of them is asked for all, once. */
  readonly scopes?: readonly string[];
  /** Whether connecting the portal is the element's own matter: on a page it asks for all, wherever it stands. */
  readonly connects?: boolean;
}

/** Code of an element did not arrive: said without the words for other errors, which may be in it. */
export function renderCodeMissing(
  { strings: { common } }: FirstStateParts,
  { retry }: Failure,
): TemplateResult {
  return html`<div class="blank" part="state" role="alert">
    ${firstIcon('attention', 'warn')}
    <p class="label">${common.codeNotLoaded}</p>
    <p class="muted">${common.codeNotLoadedRemedy}</p>
    <button class="button" @click=${retry}>${common.tryAgain}</button>
  </div>`;
}

/** What there is to say while nobody can sign in yet, or somebody just does. */
export function renderBeforeSignIn({ provider, strings: { common } }: FirstStateParts): TemplateResult {
  switch (provider.status) {
    case 'waiting':
      return html`<div class="blank" part="state">
        ${firstIcon('not-yet')}
        <p class="label">${common.notConnected}</p>
        <p class="muted">${common.noProvider}</p>
      </div>`;
    case 'signing-in':
      return html`<div class="blank" part="state" role="status">
        ${firstIcon('waiting')}
        <p class="label">${common.signingIn}</p>
      </div>`;
    default:
      return html`<div class="blank" part="state"><p class="muted">${common.loading}</p></div>`;
  }
}
