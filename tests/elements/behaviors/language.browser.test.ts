import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { commonStrings } from '../../../src/localization/en/common.js';
import { registerStrings } from '../../../src/localization/strings.js';
import { textOf } from '../../support/find.js';
import { renderInTenant } from '../../support/in-tenant.js';
import { until } from '../../support/until.js';
import { loadEverything, tags, template } from './every-element.js';

/** These say in words of their own that somebody has to sign in. */
const ownWords = ['o365-connect', 'provisioning-setup', 'provisioning-console'];

describe('the language of every element', () => {
  const pageLanguage = document.documentElement.lang;

  before(async () => {
    registerStrings<ReturnType<typeof commonStrings>>('eo', 'common', () => ({ signInFirst: 'Ensalutu' }));
    await loadEverything();
  });
  afterEach(() => {
    document.body.replaceChildren();
    document.documentElement.lang = pageLanguage;
  });

  for (const tag of tags.filter((each) => !ownWords.includes(each)))
    it(`<${tag}> speaks the one nearest to it`, async () => {
      const { provider } = await renderInTenant(
        html`<div lang="eo">${template(tag)}</div>
          <div lang="eo"><div lang="en">${template(tag)}</div></div>`,
        { signedOut: true },
      );
      const [esperanto, english] = provider.querySelectorAll(tag);
      await until(() => esperanto && textOf(esperanto).includes('Ensalutu'), 'Esperanto');
      await until(() => english && textOf(english).includes('Sign in to see this'), 'English');
    });

  it('is the page’s where none is nearer, passes over what is none, and follows the page', async () => {
    const container = document.body.appendChild(document.createElement('div'));
    container.lang = 'no language at all';
    const { provider } = await renderInTenant(template('user-list'), { signedOut: true }, container);
    const element = provider.querySelector('user-list') as Element;
    await until(() => textOf(element).includes('Sign in to see this'), 'English');
    document.documentElement.lang = 'eo';
    await until(() => textOf(element).includes('Ensalutu'), 'Esperanto');
    expect(textOf(element)).not.to.contain('Sign in to see this');
  });
});
