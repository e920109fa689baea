import { coversScope } from '../../auth/scopes/wider-scopes.js';
import type { Failure } from '../../controllers/action-controller.js';
import type { PublishController } from '../../controllers/publishing/publish-controller.js';
import type { ProvisioningError } from '../../model/errors.js';

/** Goes on where a permission was missing, once the administrator has allowed it. */
export class GrantedRetry {
  #before = '';

  follow(granted: readonly string[], failure: Failure | undefined, publish: PublishController): void {
    if (granted.join() === this.#before) return;
    this.#before = granted.join();
    const { view } = publish;
    if (isSettled(failure?.error, granted)) failure?.retry();
    else if (view.status === 'failed' && isSettled(view.error, granted)) void publish.read();
    else if (view.status === 'publishing' && isSettled(view.state.error, granted)) view.shown.run.resume();
  }
}

function isSettled(error: ProvisioningError | undefined, granted: readonly string[]): boolean {
  return error?.code === 'consent-required' && error.scopes.every((scope) => coversScope(granted, scope));
}
