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
export { discover } from './autoload.js';
export * from './auth/index.js';
export * from './engine.js';
export { registerStrings } from './localization/strings.js';
