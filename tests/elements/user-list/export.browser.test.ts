import { expect } from '@open-wc/testing';
import { control, textOf } from '../../support/find.js';
import { readCsv, savedFile } from '../../support/saved-file.js';
import { until } from '../../support/until.js';
import { planOf } from '../../support/workspaces.js';
import { choose, count, rows, showList } from './list-page.js';

describe('<user-list> as a file', () => {
  afterEach(() => document.body.replaceChildren());

  it('writes everybody, not only the rows in sight, with where each plan comes from', async () => {
    const { el, root, page } = await showList({ tenant: 'contoso', users: 300, seed: 8801 });
    expect(rows(root).length).to.be.lessThan(300);
    const file = savedFile();
    control(root, 'Export 300 as CSV').click();
    const { name, content } = await file;
    expect(name).to.match(/\d{4}-\d\d-\d\d\.csv$/);
    const [header = [], ...lines] = await readCsv(content);
    const { skuId } = planOf('SPE_E3');
    const column = header.indexOf('Microsoft 365 E3');
    const written = new Map(lines.map((line) => [line[0], line[column]]));
    expect(written.size).to.equal(300);
    for (const { id, licenseAssignmentStates } of page.emulator.state().users) {
      const held = licenseAssignmentStates.filter((license) => license.skuId === skuId);
      const direct = held.some(({ assignedByGroup }) => assignedByGroup === null);
      const group = held.some(({ assignedByGroup }) => assignedByGroup !== null);
      const source = direct && group ? 'Direct + group' : direct ? 'Direct' : group ? 'Group' : '';
      // Some groups could not license everybody.
      const failed = held.some(({ state }) => state === 'Error') ? ': Error' : '';
      expect(written.get(id), id).to.equal(source + failed);
    }
    expect(new Set(lines.map((line) => line[header.indexOf('Sign-in')]))).to.have.keys('Allowed', 'Disabled');
    await until(() => textOf(el).includes('The file is ready'), 'told');
  });

  it('writes only those who match, and lets no name run in a spreadsheet', async () => {
    const { root } = await showList({ tenant: 'contoso', users: 300, seed: 8801 });
    choose(root, 'No license');
    await until(() => count(root) < 300, 'filtered');
    const all = count(root);
    const file = savedFile();
    control(root, `Export ${all} as CSV`).click();
    const [, ...lines] = await readCsv((await file).content);
    expect(lines).to.have.length(all);
    expect(lines.flat().filter((cell) => /^[=+@\t\r-]/.test(cell))).to.deep.equal([]);
  });

  it('says of a plan that does not work why, instead of where it comes from alone', async () => {
    const { root, page } = await showList({ tenant: 'contoso', users: 400 });
    choose(root, 'Error');
    await until(() => count(root) < 400, 'filtered');
    const file = savedFile();
    control(root, /^Export .* as CSV/).click();
    const [header = [], ...lines] = await readCsv((await file).content);
    const state = header.indexOf('State');
    const failing = new Set(
      page.emulator
        .state()
        .users.filter((user) => user.licenseAssignmentStates.some((license) => license.state === 'Error'))
        .map(({ id }) => id),
    );
    expect(lines.map(([id]) => id)).to.have.members([...failing]);
    for (const line of lines)
      expect(line.slice(state + 1).some((cell) => cell.endsWith(`: ${line[state] ?? ''}`))).to.equal(true);
  });

  it('tells how far it is', async () => {
    const { root } = await showList({ tenant: 'contoso', users: 2_500, seed: 8802 });
    const told = new Set<string>();
    const watch = new MutationObserver(() => {
      for (const status of root.querySelectorAll('[role="status"]')) told.add(status.textContent.trim());
    });
    watch.observe(root, { subtree: true, childList: true, characterData: true });
    const file = savedFile();
    control(root, 'Export 2,500 as CSV').click();
    await file;
    watch.disconnect();
    expect([...told]).to.include('2,000 of 2,500 exported');
  });
});
