import { parseAst, Visitor } from 'vite';

/**
 * What the text of a template says to a browser, by the template's tag. Lines of code stay where they are, for source maps.
 * @type {Record<string, (text: string) => string>}
 */
const shorten = {
  css: (text) =>
    text
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?([{};,>]) ?/g, '$1')
      .replaceAll(/(?<=[(:]) | (?=\))/g, '')
      .replaceAll(';}', '}')
      .replaceAll(/(?<![\w.])0\.(?=\d)/g, '.'),
  html: (text) => text.replaceAll(/\n +/g, '\n'),
};

/**
 * Takes comments and indentation out of the elements' templates and style sheets, which minifiers of scripts leave as they are.
 * @type {import('vite').Plugin}
 */
export const shortenTemplates = {
  name: 'shorten-templates',
  transform: {
    filter: { id: /\/src\/.*\.ts$/, code: /\b(css|html)`/ },
    handler: (code) => ({ code: shortenTemplatesIn(code), map: null }),
  },
};

/** @param {string} code a module without types */
export function shortenTemplatesIn(code) {
  const texts = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      const short = tag.type === 'Identifier' && shorten[tag.name];
      if (short) texts.push(...quasi.quasis.map(({ start, end }) => ({ start, end, short })));
    },
  }).visit(parseAst(code));
  texts.sort((one, other) => one.start - other.start);
  return texts.reduceRight(
    (rest, { start, end, short }) => rest.slice(0, start) + short(rest.slice(start, end)) + rest.slice(end),
    code,
  );
}
