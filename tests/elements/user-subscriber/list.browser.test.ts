import { expect } from '@open-wc/testing';
import { choice, field, type } from '../../support/fields.js';
import { control, textOf } from '../../support/find.js';
import { type TenantPage } from '../../support/in-tenant.js';
import { deletePerson } from '../../support/people.js';
import { until } from '../../support/until.js';
import { userIds } from '../../support/workspaces.js';
import { intercept, one, showSubscribers, type ShownSubscriber } from './subscriber-page.js';

describe('a list in <user-subscriber>', () => {
  afterEach(() => document.body.replaceChildren());

  it('sorts a pasted list into found, known, double, ambiguous, unknown and no name at all', async () => {
    const shown = await showSubscribers(
      { ...one(({ emulator }) => ({ draft: { subscribers: userIds(emulator, 1) } })), users: 60 },
      'All 1',
    );
    const { el, root, page, subscribers } = shown;
    const [subscribed, a, b] = page.emulator.state().users.slice(1);
    if (!subscribed || !a || !b) throw new Error('too few users');
    choice(root, 'How to find people', 'From a list').click();
    await el.updateComplete;
    type(
      field<HTMLTextAreaElement>(root, 'Usernames, email addresses, or IDs, one per line'),
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
    await until(() => textOf(el).includes('2 people can be added. 2 rows need attention.'), 'the tally');
    expect(textOf(el)).to.contain('1 already subscribed');
    expect(textOf(el)).to.contain('1 listed twice');
    expect(textOf(el)).to.contain('Formulas are never evaluated.');
    await expect(el).shadowDom.to.be.accessible();
    control(root, 'Add 2 subscribers').click();
    await until(() => textOf(el).includes('2 people added.'), 'added');
    expect(await subscribers(3)).to.deep.equal([subscribed.id, a.id, b.id]);
  });

  it('reads a file', async () => {
    const { el, root, page } = await showSubscribers({ ...one(), users: 60 }, 'No subscribers yet');
    const people = page.emulator.state().users.slice(1, 4);
    choice(root, 'How to find people', 'From a list').click();
    await el.updateComplete;
    const files = new DataTransfer();
    files.items.add(new File([people.map((user) => user.userPrincipalName).join('\r\n')], 'season.txt'));
    const input = field(root, 'Choose a file');
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await until(() => textOf(el).includes('3 people can be added.'), 'found');
    expect(textOf(el)).to.contain('season.txt 3 rows');
  });

  async function paste(shown: ShownSubscriber, lines: readonly string[]): Promise<void> {
    choice(shown.root, 'How to find people', 'From a list').click();
    await shown.el.updateComplete;
    type(
      field<HTMLTextAreaElement>(shown.root, 'Usernames, email addresses, or IDs, one per line'),
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
    const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 200 }, 'No subscribers yet');
    const { el, root, page, subscribers } = shown;
    const { id, right, wrong } = slip(page);
    await paste(shown, [wrong, 'xyzzy.quetzalcoatl@contoso.com']);
    await until(() => textOf(el).includes('Did you mean'), 'the suggestion');
    expect(textOf(el)).to.contain('0 people can be added. 2 rows need attention.');
    expect(textOf(el)).to.contain(right);
    await expect(el).shadowDom.to.be.accessible();
    control(root, new RegExp(`^Use this person, .+, for ${wrong}$`)).click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('1 person can be added. 1 row needs attention.');
    control(root, /^Undo, leave/).click();
    await el.updateComplete;
    expect(textOf(el)).to.contain('0 people can be added.');
    control(root, /^Use /).click();
    await el.updateComplete;
    control(root, 'Add 1 subscriber').click();
    expect(await subscribers(1)).to.deep.equal([id]);
  });

  it('keeps the answer when suggestions cannot be read, and says so', async () => {
    const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 200 }, 'No subscribers yet');
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
    expect(textOf(el)).to.contain('1 person can be added. 1 row needs attention.');
    Object.assign(page.emulator, { fetch });
    control(root, 'Try again').click();
    await until(() => textOf(el).includes('Did you mean'), 'the suggestion');
  });

  it('says who was deleted when asked to, and asks nobody before', async () => {
    const shown = await showSubscribers(
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
    control(root, 'Search deleted users').click();
    await until(() => textOf(el).includes('Deleted users were searched.'), 'the answer');
    expect(textOf(el)).to.contain('Deleted this minute');
    expect(textOf(el).match(/Not found/g)).to.have.length(1);
    await expect(el).shadowDom.to.be.accessible();
  });

  it('names the role that looking among the deleted takes', async () => {
    const shown = await showSubscribers(
      { ...one(), tenant: 'contoso', users: 200, unrecorded: true, roles: ['License Administrator'] },
      'No subscribers yet',
    );
    const { el, root } = shown;
    await paste(shown, ['xyzzy.quetzalcoatl@contoso.com']);
    control(root, 'Search deleted users').click();
    await until(() => root.querySelector('.notice.warn'), 'the refusal');
    expect(textOf(el)).to.contain('1 row needs attention.');
  });

  it('writes the rows that nobody was found for into a file, formulas as text', async () => {
    const shown = await showSubscribers({ ...one(), tenant: 'contoso', users: 1200 }, 'No subscribers yet');
    const { root, page } = shown;
    const { right, wrong } = slip(page);
    const strangers = Array.from({ length: 2000 }, (_, index) => `stranger${index}@nowhere.example`);
    await paste(shown, [wrong, ...strangers, '=cmd|calc']);
    expect(textOf(shown.el)).to.contain('2,002 rows need attention.');
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
    const { el, root, page } = await showSubscribers(
      { ...one(), tenant: 'contoso', users: 2000 },
      'No subscribers yet',
    );
    const people = page.emulator.state().users.slice(1, 1501);
    let calls = 0;
    intercept(page, () => void (calls += 1));
    choice(root, 'How to find people', 'From a list').click();
    await el.updateComplete;
    type(
      field<HTMLTextAreaElement>(root, 'Usernames, email addresses, or IDs, one per line'),
      people.map((user) => user.userPrincipalName).join('\n'),
    );
    await el.updateComplete;
    control(root, 'Check the list').click();
    await until(() => textOf(el).includes('1,500 people can be added.'), 'found');
    expect(calls).to.be.at.most(12);
  });
});
