import { aTimeout, expect, oneEvent, waitUntil } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import '../../src/define/user-subscriber.js';
import type { UserSubscriber } from '../../src/define/user-subscriber.js';
import { choice, field, focused, press, type } from '../support/fields.js';
import { control, textOf } from '../support/find.js';
import { renderInTenant, setFaults, type TenantPage, type TenantParameters } from '../support/in-tenant.js';
import { deletePerson, listPeople } from '../support/people.js';
import { until } from '../support/until.js';
import { makeWorkspace, planOf, userIds, withWorkspaces, type WorkspaceSeed } from '../support/workspaces.js';

interface Shown {
  readonly el: UserSubscriber;
  readonly root: ShadowRoot;
  readonly page: TenantPage;
  /** Waits until the store holds as many subscribers, and returns them. */
  readonly subscribers: (count: number) => Promise<readonly string[]>;
}

async function show(
  parameters: TenantParameters,
  text: string,
  template: TemplateResult = html`<user-subscriber workspace-id="sales-desk"></user-subscriber>`,
): Promise<Shown> {
  const page = await renderInTenant(template, parameters);
  const el = document.querySelector('user-subscriber');
  if (!el?.shadowRoot) throw new Error('not rendered');
  await until(() => textOf(el).includes(text), `shows "${text}"`);
  const subscribers = async (count: number): Promise<readonly string[]> => {
    const read = async (): Promise<readonly string[]> =>
      (await page.store.get('sales-desk'))?.workspace.draft.subscribers ?? [];
    await waitUntil(async () => (await read()).length === count, `${count} are stored`, { timeout: 10_000 });
    return read();
  };
  return { el, root: el.shadowRoot, page, subscribers };
}

const one = (make: (page: TenantPage) => WorkspaceSeed = () => ({})): Pick<TenantParameters, 'prepare'> => ({
  prepare: withWorkspaces((page) => [makeWorkspace(make(page))]),
});

/** Sees every request before the tenant does. */
function intercept({ emulator }: TenantPage, see: (request: string) => Promise<void> | void): void {
  const { fetch } = emulator;
  const seen: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    await see(decodeURIComponent(`${request.url} ${await request.clone().text()}`));
    return fetch(request);
  };
  Object.assign(emulator, { fetch: seen });
}

const options = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[role="option"]:not(.all)'),
];
const rows = (root: ShadowRoot): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('.scroller [role="row"]'),
];

/** Types into the search and waits for its answer. */
async function search({ el, root }: Shown, text: string): Promise<HTMLInputElement> {
  const input = field(root, 'Name, mail or department');
  type(input, text);
  await until(
    () =>
      root.querySelector('[role="listbox"]')?.getAttribute('aria-busy') === 'false' &&
      options(root).length > 0,
    `finds people for ${text}`,
  );
  await el.updateComplete;
  return input;
}

const active = (root: ShadowRoot): string | undefined => {
  const id = field(root, 'Name, mail or department').getAttribute('aria-activedescendant');
  return id ? (root.getElementById(id)?.textContent ?? undefined) : undefined;
};

describe('<user-subscriber>', () => {
  afterEach(() => document.body.replaceChildren());

  describe('search', () => {
    it('finds people while typing, marks the matching part and adds with Enter; the focus stays in the field', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { el, root, subscribers } = shown;
      const input = await search(shown, 'sales');
      expect(textOf(el)).to.match(/8 of \d+ people\. Keep typing to narrow\./);
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
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
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
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
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
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      const { root, page } = shown;
      const held: (() => void)[] = [];
      // The first search is held back until the second one is answered.
      intercept(page, async (asksFor) => {
        if (asksFor.includes('displayName:en')) await new Promise<void>((resolve) => held.push(resolve));
      });
      const input = field(root, 'Name, mail or department');
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
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
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
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
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
      const strict = await show({ ...one(), users: 60 }, 'No subscribers yet');
      await search(strict, await cloudOnly(strict.page));
      expect(options(strict.root)[0]?.textContent).to.contain('Not synchronized');
      document.body.replaceChildren();
      const policy = { requireSynced: false };
      const lax = await show({ ...one(), users: 60, policy }, 'No subscribers yet');
      await search(lax, await cloudOnly(lax.page));
      expect(options(lax.root)[0]?.textContent).not.to.contain('Not synchronized');
    });

    it('finds people by name, mail, user name and department', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
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
      const { el, root } = await show({ ...one(), scopes: ['User.Read'] }, 'No subscribers yet');
      type(field(root, 'Name, mail or department'), 'sales');
      await until(() => textOf(el).includes('User.Read.All'), 'the missing permission');
      expect(textOf(el)).not.to.contain('Nobody matches');
      await expect(el).shadowDom.to.be.accessible();
    });

    it('says when nobody matches', async () => {
      const { el, root } = await show(one(), 'No subscribers yet');
      type(field(root, 'Name, mail or department'), `zz'"<b>&`);
      await until(() => textOf(el).includes('Nobody matches “zz\'"<b>&”.'), 'nobody');
    });

    it('passes the accessibility audit with its list open', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 300 }, 'No subscribers yet');
      await search(shown, 'sales');
      await expect(shown.el).shadowDom.to.be.accessible();
    });
  });

  describe('list', () => {
    it('sorts a pasted list into found, known, double, ambiguous, unknown and no name at all', async () => {
      const shown = await show(
        { ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 1) } })), users: 60 },
        'All 1',
      );
      const { el, root, page, subscribers } = shown;
      const [subscribed, a, b] = page.emulator.state().users.slice(1);
      if (!subscribed || !a || !b) throw new Error('too few users');
      choice(root, 'How to find people', 'Paste or file').click();
      await el.updateComplete;
      type(
        field<HTMLTextAreaElement>(root, 'User names, mail addresses or ids, one per line'),
        [
          subscribed.userPrincipalName.toUpperCase(),
          `${a.userPrincipalName}; ${b.id}`,
          a.userPrincipalName,
          'nobody@contso.com',
          '=HYPERLINK("http://example.org","x")',
        ].join('\n'),
      );
      await el.updateComplete;
      control(root, 'Check the list').click();
      await until(() => textOf(el).includes('2 people can be added. 2 rows need a look.'), 'the tally');
      expect(textOf(el)).to.contain('1 subscribed already');
      expect(textOf(el)).to.contain('1 listed twice');
      expect(textOf(el)).to.contain('Formulas are never opened.');
      await expect(el).shadowDom.to.be.accessible();
      control(root, 'Add 2 subscribers').click();
      await until(() => textOf(el).includes('2 people added.'), 'added');
      expect(await subscribers(3)).to.deep.equal([subscribed.id, a.id, b.id]);
    });

    it('reads a file', async () => {
      const { el, root, page } = await show({ ...one(), users: 60 }, 'No subscribers yet');
      const people = page.emulator.state().users.slice(1, 4);
      choice(root, 'How to find people', 'Paste or file').click();
      await el.updateComplete;
      const files = new DataTransfer();
      files.items.add(new File([people.map((user) => user.userPrincipalName).join('\r\n')], 'season.txt'));
      const input = field(root, 'Choose a file');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
      await until(() => textOf(el).includes('3 people can be added.'), 'found');
      expect(textOf(el)).to.contain('season.txt 3 rows');
    });

    async function paste(shown: Shown, lines: readonly string[]): Promise<void> {
      choice(shown.root, 'How to find people', 'Paste or file').click();
      await shown.el.updateComplete;
      type(
        field<HTMLTextAreaElement>(shown.root, 'User names, mail addresses or ids, one per line'),
        lines.join('\n'),
      );
      await shown.el.updateComplete;
      control(shown.root, 'Check the list').click();
      await until(() => /can be added/.test(textOf(shown.el)), 'the answer');
    }

    /** Somebody with a name long enough for a slip, with the slip. */
    function slip({ emulator }: TenantPage): { id: string; right: string; wrong: string } {
      const user = emulator
        .state()
        .users.slice(1)
        .find(({ userPrincipalName }) => /^[a-z]{4,}\.[a-z]{6,}@/.test(userPrincipalName));
      if (!user) throw new Error('nobody has such a name');
      const right = user.userPrincipalName;
      return { id: user.id, right, wrong: right.replace(/.@/, '@') };
    }

    it('asks whether somebody else was meant by a slip, and takes nobody unasked', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 200 }, 'No subscribers yet');
      const { el, root, page, subscribers } = shown;
      const { id, right, wrong } = slip(page);
      await paste(shown, [wrong, 'xyzzy.quetzalcoatl@contoso.com']);
      await until(() => textOf(el).includes('Did you mean'), 'the suggestion');
      expect(textOf(el)).to.contain('0 people can be added. 2 rows need a look.');
      expect(textOf(el)).to.contain(right);
      await expect(el).shadowDom.to.be.accessible();
      control(root, new RegExp(`^Use this person, .+, for ${wrong}$`)).click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('1 person can be added.');
      control(root, /^Undo, leave/).click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('0 people can be added.');
      control(root, /^Use /).click();
      await el.updateComplete;
      control(root, 'Add 1 subscriber').click();
      expect(await subscribers(1)).to.deep.equal([id]);
    });

    it('keeps the answer when suggestions cannot be read, and says so', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 200 }, 'No subscribers yet');
      const { el, root, page } = shown;
      const { right, wrong } = slip(page);
      const { fetch } = page.emulator;
      // Only the suggestions are refused: they come in a batch that asks for starts of names.
      const refuse: typeof fetch = async (input, init) => {
        const request = new Request(input, init);
        const asks = decodeURIComponent(`${request.url} ${await request.clone().text()}`);
        return asks.includes('startsWith')
          ? Response.json({ error: { code: 'Request_BadRequest', message: 'No.' } }, { status: 400 })
          : fetch(request);
      };
      Object.assign(page.emulator, { fetch: refuse });
      await paste(shown, [right, wrong]);
      await until(() => textOf(el).includes('Microsoft refused the request'), 'the failure');
      expect(textOf(el)).to.contain('1 person can be added. 1 row needs a look.');
      Object.assign(page.emulator, { fetch });
      control(root, 'Try again').click();
      await until(() => textOf(el).includes('Did you mean'), 'the suggestion');
    });

    it('says who was deleted when asked to, and asks nobody before', async () => {
      const shown = await show(
        { ...one(), tenant: 'contoso', users: 200, unrecorded: true },
        'No subscribers yet',
      );
      const { el, root, page } = shown;
      const { id, right } = slip(page);
      await deletePerson(page.emulator, id);
      const asked: string[] = [];
      intercept(page, (request) => void (request.includes('deletedItems') && asked.push(request)));
      await paste(shown, [right, 'xyzzy.quetzalcoatl@contoso.com']);
      expect(asked).to.deep.equal([]);
      control(root, 'Look among deleted users').click();
      await until(() => textOf(el).includes('Deleted users were looked through.'), 'the answer');
      expect(textOf(el)).to.contain('Deleted this minute');
      expect(textOf(el).match(/Not found/g)).to.have.length(1);
      await expect(el).shadowDom.to.be.accessible();
    });

    it('names the role that looking among the deleted takes', async () => {
      const shown = await show(
        { ...one(), tenant: 'contoso', users: 200, unrecorded: true, roles: ['License Administrator'] },
        'No subscribers yet',
      );
      const { el, root } = shown;
      await paste(shown, ['xyzzy.quetzalcoatl@contoso.com']);
      control(root, 'Look among deleted users').click();
      await until(() => root.querySelector('.notice.warn'), 'the refusal');
      expect(textOf(el)).to.contain('1 row needs a look.');
    });

    it('writes the rows that nobody was found for into a file, formulas as text', async () => {
      const shown = await show({ ...one(), tenant: 'contoso', users: 1200 }, 'No subscribers yet');
      const { root, page } = shown;
      const { right, wrong } = slip(page);
      const strangers = Array.from({ length: 2000 }, (_, index) => `stranger${index}@nowhere.example`);
      await paste(shown, [wrong, ...strangers, '=cmd|calc']);
      expect(textOf(shown.el)).to.contain('2,002 rows need a look.');
      await until(() => textOf(shown.el).includes('Did you mean'), 'the suggestion');
      const saved: Blob[] = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob: Blob) => {
        saved.push(blob);
        return createObjectURL.call(URL, blob);
      };
      try {
        control(root, 'Export the 2,002 rows').click();
        await until(() => saved.length > 0, 'the file');
      } finally {
        URL.createObjectURL = createObjectURL;
      }
      const lines = ((await saved[0]?.text()) ?? '').trim().split(/\r?\n/);
      expect(lines).to.have.length(2003);
      expect(lines[1]).to.contain(wrong).and.to.contain(right);
      expect(lines.at(-1)).to.match(/'=cmd\|calc/);
    });

    it('looks up thousands of rows in few requests', async () => {
      const { el, root, page } = await show(
        { ...one(), tenant: 'contoso', users: 2000 },
        'No subscribers yet',
      );
      const people = page.emulator.state().users.slice(1, 1501);
      let calls = 0;
      intercept(page, () => void (calls += 1));
      choice(root, 'How to find people', 'Paste or file').click();
      await el.updateComplete;
      type(
        field<HTMLTextAreaElement>(root, 'User names, mail addresses or ids, one per line'),
        people.map((user) => user.userPrincipalName).join('\n'),
      );
      await el.updateComplete;
      control(root, 'Check the list').click();
      await until(() => textOf(el).includes('1,500 people can be added.'), 'found');
      expect(calls).to.be.at.most(12);
    });
  });

  describe('group', () => {
    it('copies the people of a group, with nested groups only when asked', async () => {
      const { el, root, subscribers } = await show(
        { ...one(), tenant: 'contoso', users: 200 },
        'No subscribers yet',
      );
      choice(root, 'How to find people', 'From a group').click();
      await el.updateComplete;
      type(field(root, 'Find a group'), 'All Dep');
      await until(() => textOf(el).includes('Nested: one group per department'), 'the group');
      control(root, /All Dep/).click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('They are copied once.');
      control(root, 'Read the members').click();
      await until(() => textOf(el).includes('The group has no people in it.'), 'no direct members');
      choice(root, 'Which members', 'Nested groups too').click();
      await el.updateComplete;
      control(root, 'Read the members').click();
      await until(() => /Add \d{3} subscribers/.test(textOf(el)), 'the nested ones');
      control(root, /^Add \d+ subscribers$/).click();
      await until(() => /\d{3} people added/.test(textOf(el)), 'added');
      const added = Number(/(\d{3}) people added/.exec(textOf(el))?.[1]);
      await subscribers(added);
    });
  });

  describe('subscribers', () => {
    const mixed = one(({ emulator }) => ({
      draft: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 30, 10) },
      published: { plans: [planOf('SPE_E3')], subscribers: userIds(emulator, 20) },
    }));

    it('says where everybody stands, and counts who is new, leaving and blocked', async () => {
      const { el, root } = await show({ ...mixed, tenant: 'contoso', users: 200 }, 'All 39');
      await until(() => !textOf(el).includes('Reading'), 'all are read');
      expect(textOf(el)).to.contain('New 19');
      expect(textOf(el)).to.contain('Leaving 9');
      expect(textOf(el)).to.contain('28 unpublished changes. Nothing is assigned until you publish.');
      choice(root, 'State', 'Leaving 9').click();
      await el.updateComplete;
      expect(rows(root)).to.have.length(9);
      control(root, /^Keep /).click();
      await until(() => rows(root).length === 8, 'one is kept');
      expect(textOf(el)).to.contain('27 unpublished changes.');
    });

    it('takes out whom one ticks', async () => {
      const { el, root, subscribers } = await show({ ...mixed, tenant: 'contoso', users: 200 }, 'All 39');
      await until(() => !textOf(el).includes('Reading'), 'all are read');
      choice(root, 'State', 'New 19').click();
      await el.updateComplete;
      field(root, 'Select all 19').click();
      await el.updateComplete;
      expect(textOf(el)).to.contain('19 selected');
      control(root, 'Take out').click();
      await until(() => textOf(el).includes('19 people taken out.'), 'taken out');
      await subscribers(11);
    });

    it('shows hostile names as text', async () => {
      const { el, root } = await show(
        { ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 59) } })), users: 60 },
        '<img src=x onerror=alert(1)>',
      );
      expect(root.querySelector('img, script')).to.equal(null);
      await expect(el).shadowDom.to.be.accessible();
    });

    it('says that an id is not in the directory any more', async () => {
      const gone = '00000000-1111-2222-3333-444444444444';
      const { el } = await show(
        one(() => ({ draft: { subscribers: [gone] } })),
        'Not in the directory',
      );
      expect(textOf(el)).to.contain(gone);
    });

    it('renders only what is in sight, and moves through all rows by keyboard', async () => {
      const { el, root } = await show(
        {
          ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 1999) } })),
          tenant: 'contoso',
          users: 2000,
        },
        'All 1,999',
      );
      await until(() => !textOf(el).includes('Reading'), 'the first are read');
      expect(rows(root).length).to.be.below(60);
      expect(root.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')).to.equal('2000');
      const first = rows(root)[0];
      first?.focus();
      press(first as HTMLElement, 'End');
      await until(() => focused()?.getAttribute('aria-rowindex') === '2000', 'the last row has the focus');
      press(focused() as Element, 'Home');
      await until(() => focused()?.getAttribute('aria-rowindex') === '2', 'the first row has the focus');
      press(focused() as Element, 'ArrowDown');
      await until(() => focused()?.getAttribute('aria-rowindex') === '3', 'the second row');
      const key = focused()?.getAttribute('data-key');
      const scroller = root.querySelector('.scroller') as HTMLElement;
      scroller.scrollTop = 20_000;
      await until(() => Number(rows(root).at(-1)?.dataset['index']) > 200, 'scrolled');
      expect(focused()?.getAttribute('data-key'), 'the focused row stays').to.equal(key);
    });

    it('forgets what was done last when another workspace opens', async () => {
      const prepare = withWorkspaces(({ emulator }) => [
        makeWorkspace({ draft: { subscribers: userIds(emulator, 3) } }),
        makeWorkspace({ id: 'other', name: 'Other', draft: { subscribers: userIds(emulator, 2) } }),
      ]);
      const { el, root, page } = await show({ prepare }, 'All 3');
      await until(() => !textOf(el).includes('Reading'), 'all are read');
      control(root, /^Take .+ out$/).click();
      await until(() => textOf(el).includes('was taken out'), 'taken out');
      el.workspaceId = 'other';
      await until(() => textOf(el).includes('Subscribers of Other'), 'the other one');
      expect(textOf(el)).not.to.contain('Undo');
      expect((await page.store.get('other'))?.workspace.draft.subscribers).to.have.length(2);
    });

    it('has nothing to publish while a new workspace is empty', async () => {
      const { el, root } = await show(one(), 'No subscribers yet');
      expect(textOf(el)).to.contain('There is nothing to publish yet.');
      expect(control(root, 'Review and publish').getAttribute('aria-disabled')).to.equal('true');
    });

    it('asks when somebody else wants to delete what people are subscribed to here', async () => {
      const shown = await show({ users: 60, ...one() }, 'No subscribers yet');
      const { el, root, page, subscribers } = shown;
      await search(shown, 'an');
      const record = await page.store.get('sales-desk');
      if (!record) throw new Error('gone');
      const edited = { at: '2026-11-22T10:44:00.000Z', by: 'lee@contoso.com' };
      await page.store.put({ ...record.workspace, deleting: true, edited }, { etag: record.etag });
      press(field(root, 'Name, mail or department'), 'Enter');
      await until(() => textOf(el).includes('lee@contoso.com changed Sales desk'), 'the question');
      expect(textOf(el)).to.contain('Both of you changed its deletion. Nothing is lost.');
      control(root, 'Only mine').click();
      await subscribers(1);
      expect((await page.store.get('sales-desk'))?.workspace.deleting).to.equal(undefined);
    });

    it('leads to the review once the draft is stored', async () => {
      const { el, root } = await show({ ...mixed, tenant: 'contoso', users: 200 }, 'All 39');
      setTimeout(() => control(root, 'Review and publish').click());
      const { detail } = await oneEvent<
        CustomEvent<{
          workspaceId: string;
        }>
      >(el, 'o365-review-requested');
      expect(detail.workspaceId).to.equal('sales-desk');
    });

    it('tells that people could not be read, and reads them on retry', async () => {
      const { el, root, page } = await show(
        {
          ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 5) } })),
          faults: [{ kind: 'status', path: '/users', status: 400 }],
        },
        'Microsoft refused the request',
      );
      await setFaults(page.emulator, []);
      control(root, 'Try again').click();
      await until(() => !textOf(el).includes('Reading') && !textOf(el).includes('refused'), 'read');
      expect(rows(root)).to.have.length(5);
    });
  });

  for (const [name, parameters, text] of [
    ['empty', one(), 'No subscribers yet'],
    ['signed out', { signedOut: true }, 'Sign in to see this'],
    ['no provider', { alone: true }, 'Not connected yet'],
  ] as const)
    it(`passes the accessibility audit: ${name}`, async () => {
      const { el } = await show(parameters, text);
      await expect(el).shadowDom.to.be.accessible();
    });
});
