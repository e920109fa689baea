import { sharedVersion } from '../../context/contexts.js';
import { tellDeveloper } from '../../model/page/tell-developer.js';
import { nameOf } from '../../ui/tag-names.js';

/** Tells the classes of this library, of any copy of it in the same version, from those of others. */
const ownTag = Symbol.for(`o365-provisioning-elements/${sharedVersion}/tag`);

const told = new Set<string>();

/** Notes what a class shows, for all copies of this library on the page. */
export function markOwn(element: CustomElementConstructor, tag: string): void {
  Object.defineProperty(element, ownTag, { value: tag });
}

/** Whether nothing has the name of an element yet. That something else than this library has it is told once. */
export function isFree(tag: string): boolean {
  const name = nameOf(tag);
  const holder: (CustomElementConstructor & { [ownTag]?: string }) | undefined = customElements.get(name);
  if (holder && holder[ownTag] !== tag) tellTaken(tag, name);
  return !holder;
}

function tellTaken(tag: string, name: string): void {
  if (told.has(name)) return;
  told.add(name);
  tellDeveloper(
    `<${name}> is another element on this page, so it does not show ${tag}. ` +
      `Give ours another name before its tag appears: defineAs({ '${tag}': 'acme-${tag}' }).`,
  );
}
