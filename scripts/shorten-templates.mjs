import { Visitor } from 'vite';

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
    handler(code) {
      const texts = [];
      new Visitor({
        TaggedTemplateExpression({ tag, quasi }) {
          const short = tag.type === 'Identifier' && shorten[tag.name];
          if (short) texts.push(...quasi.quasis.map(({ start, end }) => ({ start, end, short })));
        },
      }).visit(this.parse(code));
      texts.sort((one, other) => other.start - one.start);
      for (const { start, end, short } of texts)
        code = code.slice(0, start) + short(code.slice(start, end)) + code.slice(end);
      return { code, map: null };
    },
  },
};
