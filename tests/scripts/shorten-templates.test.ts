import { describe, it } from 'node:test';
import { expect } from 'chai';
import { shortenTemplatesIn } from '../../scripts/shorten-templates.mjs';

describe('templates in the script-tag files', () => {
  it('have no indentation, on the same lines, and every space between words', () => {
    const code =
      'html`<p\n    class="a  b"\n  >\n  One ${two}\n  ${html`<b>\n    three</b>`} four\n  </p>`;\nnext();';
    expect(shortenTemplatesIn(code)).to.equal(
      'html`<p\nclass="a  b"\n>\nOne ${two}\n${html`<b>\nthree</b>`} four\n</p>`;\nnext();',
    );
  });

  it('are style sheets that say the same', () => {
    const code = `css\`
      /* Why. */
      :host(.a) > .b :hover,
      a {
        inset: calc(1px + 0.5em) 10.5px;
        color: light-dark(
          red,
          blue
        );
      }
      @container o365 (inline-size <= 480px) {
        a {
          gap: 0;
        }
      }
    \`;`;
    expect(shortenTemplatesIn(code)).to.equal(
      'css` :host(.a)>.b :hover,a{inset:calc(1px + .5em) 10.5px;color:light-dark(red,blue)}' +
        '@container o365 (inline-size <= 480px){a{gap:0}}`;',
    );
  });

  it('are found by their tags alone', () => {
    const code = 'text`a\n    b`; `html\n    c`;';
    expect(shortenTemplatesIn(code)).to.equal(code);
  });
});
