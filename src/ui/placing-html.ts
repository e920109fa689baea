import { html as litHtml, type TemplateResult } from 'lit';
import { nameOf } from './tag-names.js';

/** Templates with the names that elements have; the same one must be the same object each time. */
const renamed = new Map<string, TemplateStringsArray>();

/** Lit's `html`, for templates that place other elements of this library: by the names that they have on this page. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> {
  return litHtml(rename(strings), ...values);
}

function rename(strings: TemplateStringsArray): TemplateStringsArray {
  const texts = strings.map((text) =>
    text.replaceAll(/(?<=<\/?)[a-z0-9]+(?:-[a-z0-9]+)+/g, (tag) => nameOf(tag)),
  );
  if (texts.every((text, index) => text === strings[index])) return strings;
  const key = JSON.stringify(texts);
  const known = renamed.get(key);
  if (known) return known;
  const made = Object.assign(texts, { raw: texts });
  renamed.set(key, made);
  return made;
}
