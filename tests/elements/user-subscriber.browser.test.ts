import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import { field, focused, press, type } from '../support/fields.js';
import { control, textOf } from '../support/find.js';
import { type TenantPage } from '../support/in-tenant.js';
import { listPeople } from '../support/people.js';
import { until } from '../support/until.js';
import {
  active,
  intercept,
  one,
  options,
  rows,
  search,
  showSubscribers,
} from './user-subscriber/subscriber-page.js';

describe('<user-subscriber>', () => {
  afterEach(() => document.body.replaceChildren());

  describe('search', () => {
    it('finds people while typing, marks the matching part and adds with Enter; the focus stays in the field', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { el, root, subscribers } = shown;
      const input = await search(shown, 'sales');
      expect(textOf(el)).to.match(/8 of \d+ people\. Keep typing to narrow the results\./);
      expect(root.querySelector('mark')?.textContent?.toLowerCase()).to.equal('sales');
      expect(input.getAttribute('aria-expanded')).to.equal('true');
      const first = active(root);
      press(input, 'ArrowDown');
      await el.updateComplete;
      expect(active(root)).not.to.equal(first);
      press(input, 'ArrowUp');
      press(input, 'Enter');
      await until(() => textOf(el).includes('1 unpublished change.'), 'added');
      expect(focused()).to.equal(input);
      expect(options(root)[0]?.getAttribute('aria-disabled')).to.equal('true');
      expect(options(root)[0]?.textContent).to.contain('Subscribed');
      await subscribers(1);
    });

    it('does not add somebody twice, and takes the addition back on demand', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { el, root, subscribers } = shown;
      const input = await search(shown, 'sales');
      press(input, 'Enter');
      press(input, 'Enter');
      await el.updateComplete;
      expect(rows(root)).to.have.length(1);
      control(root, 'Undo').click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('No subscribers yet');
      await until(() => !textOf(el).includes('Undo'), 'undone');
      await subscribers(0);
    });

    it('closes with Escape, and empties with another', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { el, root } = shown;
      const input = await search(shown, 'sales');
      expect(press(input, 'Escape'), 'the page around does not see it').to.equal(false);
      await el.updateComplete;
      expect(input.getAttribute('aria-expanded')).to.equal('false');
      expect(root.querySelector<HTMLElement>('.drop')?.hidden).to.equal(true);
      press(input, 'Escape');
      await el.updateComplete;
      expect(input.value).to.equal('');
    });

    it('never lets a late answer replace a newer one', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { root, page } = shown;
      const held: (() => void)[] = [];
      // The first search is held back until the second one is answered.
      intercept(page, async (asksFor) => {
        if (asksFor.includes('displayName:en')) await new Promise<void>((resolve) => held.push(resolve));
      });
      const input = field(root, 'Name, email, or department');
      type(input, 'en');
      await until(() => held.length > 0, 'the first question is on its way');
      await search(shown, 'sales');
      const found = options(root).map((option) => option.textContent);
      held.forEach((release) => release());
      await aTimeout(0);
      await shown.el.updateComplete;
      expect(options(root).map((option) => option.textContent)).to.deep.equal(found);
      expect(input.value).to.equal('sales');
    });

    it('adds everybody who matches, also those who are not shown', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { el, root, subscribers } = shown;
      const input = await search(shown, 'engineering');
      const count = Number(/of (\d+) people/.exec(textOf(el))?.[1]);
      expect(count).to.be.greaterThan(8);
      press(input, 'ArrowUp');
      await el.updateComplete;
      expect(active(root)).to.contain(`Add all ${count} that match`);
      setTimeout(() => press(input, 'Enter'));
      const { detail } = await oneEvent<CustomEvent<{ added: number }>>(el, 'o365-subscribers-changed');
      expect(detail.added).to.equal(count);
      await until(() => textOf(el).includes(`${count} unpublished changes`), 'all of them');
      await subscribers(count);
    });

    it('marks who cannot simply get licenses', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const off = shown.page.emulator.state().users.find((user) => !user.accountEnabled);
      await search(shown, off?.userPrincipalName ?? '');
      expect(options(shown.root)[0]?.textContent).to.contain('Sign-in disabled');
    });

    it('marks who is not synchronized where the portal asks for it, and not where cloud accounts will do', async () => {
      const cloudOnly = async ({ emulator }: TenantPage): Promise<string> => {
        const active = new Set(
          emulator.state().users.flatMap(({ id, accountEnabled }) => (accountEnabled ? id : [])),
        );
        const person = (await listPeople(emulator)).find(
          ({ id, onPremisesSyncEnabled, userPrincipalName }) =>
            active.has(id) &&
            id !== emulator.tenant.administrator.id &&
            !onPremisesSyncEnabled &&
            !userPrincipalName.includes('#EXT#'),
        );
        if (!person) throw new Error('everybody is synchronized');
        return person.userPrincipalName;
      };
      const strict = await showSubscribers({ ...one(), users: 60 }, 'No subscribers yet');
      await search(strict, await cloudOnly(strict.page));
      expect(options(strict.root)[0]?.textContent).to.contain('Not synchronized');
      document.body.replaceChildren();
      const policy = { requireSynced: false };
      const lax = await showSubscribers({ ...one(), users: 60, policy }, 'No subscribers yet');
      await search(lax, await cloudOnly(lax.page));
      expect(options(lax.root)[0]?.textContent).not.to.contain('Not synchronized');
    });

    it('finds people by name, mail, user name and department', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const people = await listPeople(shown.page.emulator);
      const someone = people.find(({ mail, department }) => mail && department);
      if (!someone) throw new Error('nobody has both');
      for (const words of [someone.displayName, someone.mail, someone.userPrincipalName]) {
        await search(shown, words ?? '');
        expect(textOf(shown.root.querySelector('[role="listbox"]') as HTMLElement), words ?? '').to.contain(
          someone.userPrincipalName,
        );
      }
      await search(shown, someone.department ?? '');
      for (const option of options(shown.root)) expect(option.textContent).to.contain(someone.department);
    });

    it('tells a refusal and never calls it "nobody"', async () => {
      const { el, root } = await showSubscribers({ ...one(), scopes: ['User.Read'] }, 'No subscribers yet');
      type(field(root, 'Name, email, or department'), 'sales');
      await until(() => textOf(el).includes('User.Read.All'), 'the missing permission');
      expect(textOf(el)).not.to.contain('No one matches');
      await expect(el).shadowDom.to.be.accessible();
    });

    it('says when nobody matches', async () => {
      const { el, root } = await showSubscribers(one(), 'No subscribers yet');
      type(field(root, 'Name, email, or department'), `zz'"<b>&`);
      await until(() => textOf(el).includes('No one matches “zz\'"<b>&”.'), 'nobody');
    });

    it('passes the accessibility audit with its list open', async () => {
      const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      await search(shown, 'sales');
      await expect(shown.el).shadowDom.to.be.accessible();
    });
  });

  for (const [name, parameters, text] of [
    ['empty', one(), 'No subscribers yet'],
    ['signed out', { signedOut: true }, 'Sign in to see this'],
    ['no provider', { alone: true }, 'Not connected yet'],
  ] as const)
    it(`passes the accessibility audit: ${name}`, async () => {
      const { el } = await showSubscribers(parameters, text);
      await expect(el).shadowDom.to.be.accessible();
    });
});
