/**
 * The script-tag entry: loads an element's code when its tag first appears in the page, now or later. On a server it does
 * nothing.
 *
 * @example
 * <script type="module" src="…/autoload.js"></script>
 */
import { loaders } from './define/registry/loaders.js';
import { loadFrom } from './define/registry/parts.js';

const selector = Object.keys(loaders).join();

/** Loads what stands below a node, e.g. in a shadow root, into which the page's observer cannot see. */
export async function discover(root: ParentNode & Node): Promise<void> {
  const found = new Set<string>();
  if (root instanceof Element && root.matches(selector)) found.add(root.localName);
  for (const element of root.querySelectorAll(selector)) found.add(element.localName);
  await Promise.all([...found].filter((tag) => !customElements.get(tag)).map(loadFrom(loaders)));
}

if (typeof document !== 'undefined') {
  new MutationObserver((records) => {
    for (const record of records)
      for (const node of record.addedNodes) if (node instanceof Element) void discover(node);
  }).observe(document.documentElement, { childList: true, subtree: true });

  void discover(document);
}
