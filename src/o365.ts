/**
 * The script-tag entry with the functions: for pages without a bundler that bring their own sign-in, store or words. It loads
 * elements as `autoload.js` does; a page that needs no function uses that one, which is a tenth of the size.
 *
 * @example
 * <script type="module">
 *   import { createHostTokenAuth } from '/o365/o365.js';
 *   document.querySelector('o365-provider').auth = createHostTokenAuth({ … });
 * </script>
 */
import { discover } from './autoload.js';
import { nameElements, type ElementNames } from './define/registry/define-as.js';

export { discover };

/**
 * Gives elements other names, for a page on which something else has their tags, or will. They load when these appear.
 * Call it before anything else, so that no tag is taken from the page.
 *
 * @throws {ProvisioningError} `setting-wrong` where there is no such element, or no element can have such a name
 *
 * @example
 * defineAs({ 'user-list': 'acme-user-list' });
 */
export async function defineAs(names: ElementNames): Promise<void> {
  nameElements(names);
  await discover(document);
}

export type { ElementNames };
export * from './auth/index.js';
export * from './engine.js';
export { registerStrings } from './localization/strings.js';
