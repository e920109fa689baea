import { ProvisioningError } from '../../model/errors.js';
import { rename } from '../../ui/tag-names.js';
import { register } from './define.js';
import { elementTags, type ElementTag } from './element-tags.js';
import { load } from './loaders.js';

/** Other names of elements, by their tag. */
export type ElementNames = Readonly<Partial<Record<ElementTag, string>>>;

const allowedName = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/**
 * Loads elements and registers them under other names, for a page on which something else has their tags, or will. Those
 * that show others, like the console, place them by these names.
 *
 * @throws {ProvisioningError} `setting-wrong` where there is no such element, or no element can have such a name;
 *   `code-not-loaded`
 *
 * @example
 * await defineAs({ 'user-list': 'acme-user-list' });
 */
export async function defineAs(names: ElementNames): Promise<void> {
  await Promise.all(nameElements(names).map(load));
}

/** Gives elements their names; registers those whose code is there, and loads none. */
export function nameElements(names: ElementNames): readonly ElementTag[] {
  for (const [tag, name] of Object.entries(names))
    if (!elementTags.some((known) => known === tag) || !allowedName.test(name))
      throw new ProvisioningError('setting-wrong', `defineAs: ${tag} cannot be called ${name}.`);
  const tags = elementTags.filter((tag) => names[tag]);
  for (const tag of tags) {
    rename(tag, names[tag] ?? tag);
    register(tag);
  }
  return tags;
}
