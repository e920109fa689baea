import { expect } from '@open-wc/testing';
import { choice, field, press, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { until } from '../../support/until.js';
import { one, showSubscribers } from './subscriber-page.js';

describe('a group in <user-subscriber>', () => {
  afterEach(() => document.body.replaceChildren());

  it('copies the people of a group, with nested groups only when asked', async () => {
    const { el, root, subscribers } = await showSubscribers(
      { ...one(), tenant: 'contoso', users: 200 },
      'No subscribers yet',
    );
    choice(root, 'How to find people', 'From a group').click();
    await el.updateComplete;
    type(field(root, 'Find a group'), 'All Dep');
    await until(() => textOf(el).includes('Nested: one group per department'), 'the group');
    control(root, /All Dep/).click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('They’re copied once.');
    control(root, 'Show these people').click();
    await until(() => textOf(el).includes('The group has no people in it.'), 'no direct members');
    choice(root, 'Which people', 'In nested groups, too').click();
    await el.updateComplete;
    control(root, 'Show these people').click();
    await until(() => /Add \d{3} subscribers/.test(textOf(el)), 'the nested ones');
    control(root, /^Add \d+ subscribers$/).click();
    await until(() => /\d{3} people added/.test(textOf(el)), 'added');
    const added = Number(/(\d{3}) people added/.exec(textOf(el))?.[1]);
    await subscribers(added);
  });

  it('is chosen by keyboard, like people', async () => {
    const { el, root } = await showSubscribers(
      { ...one(), tenant: 'contoso', users: 200 },
      'No subscribers yet',
    );
    choice(root, 'How to find people', 'From a group').click();
    await el.updateComplete;
    const search = field(root, 'Find a group');
    type(search, 'All Dep');
    await until(() => search.getAttribute('aria-activedescendant'), 'the group');
    const active = root.getElementById(search.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent).to.contain('Nested: one group per department');
    expect(search.getAttribute('aria-expanded')).to.equal('true');
    await expect(el).shadowDom.to.be.accessible();
    press(search, 'Enter');
    await until(() => textOf(el).includes('They’re copied once.'), 'chosen');
  });
});
