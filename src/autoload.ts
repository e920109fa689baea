/**
 * The script-tag entry: loads an element's code when its tag first appears in the page, now or later. On a server it does
 * nothing.
 *
 * @example
 * <script type="module" src="…/autoload.js"></script>
 */
import { elementTags } from './define/registry/element-tags.js';
import { loadPatiently } from './define/registry/load-patiently.js';
import { isFree } from './define/registry/taken.js';
import { nameOf } from './ui/tag-names.js';

/** Loads what stands below a node, e.g. in a shadow root, into which the page's observer cannot see; tries again where it does not arrive. */
export async function discover(root: ParentNode & Node): Promise<void> {
  const selector = elementTags.map(nameOf).join();
  const found = new Set([...root.querySelectorAll(selector)].map(({ localName }) => localName));
  if (root instanceof Element) found.add(root.localName);
  const missing = elementTags.filter((tag) => found.has(nameOf(tag)) && isFree(tag));
  await Promise.all(missing.map(loadPatiently));
}

if (typeof document !== 'undefined') {
  new MutationObserver((records) => {
    for (const record of records)
      for (const node of record.addedNodes) if (node instanceof Element) void discover(node);
  }).observe(document.documentElement, { childList: true, subtree: true });

  void discover(document);
}
