import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ESLint } from 'eslint';

// Types are of no use to these rules, and take long to read.
const eslint = new ESLint({
  overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }],
  ruleFilter: ({ ruleId }) => ruleId.startsWith('words/'),
});

/** The words that lint refuses in a text, were it this file. */
async function refused(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId?.startsWith('words/'))
    .map(({ message }) => /“(.+)”/.exec(message)?.[1] ?? message);
}

describe('the words of the project', () => {
  it('hold in names, texts and comments of code', async () => {
    const text =
      "/** The licence. */\nexport const seatsLeft = 'Take away';\nexport const planAgain = `offering`;\n";
    expect(await refused('src/model/plan.ts', text)).to.have.members([
      'licence',
      'seats',
      'Take away',
      'plan Again',
      'offering',
    ]);
  });

  it('hold in pages', async () => {
    expect(await refused('README.md', '# Seats\n\nHarvest them, or `seat` in code.\n')).to.deep.equal([
      'Seats',
      'Harvest',
    ]);
  });

  it('are stricter in what an administrator reads', async () => {
    const text = "export const strings = { saveKey: 'Switch the app on', members: 'The job is waiting' };\n";
    expect(await refused('src/localization/en/workspace-list.ts', text)).to.deep.equal([
      'Switch',
      'job',
      'waiting',
    ]);
    expect(await refused('src/model/plan.ts', text)).to.deep.equal([]);
  });

  it('leave names of things alone', async () => {
    const text =
      "export const strings = { title: 'Job title', account: 'Switch account', kept: 'Kept on purpose' };\n";
    expect(await refused('src/localization/en/workspace-list.ts', text)).to.deep.equal([]);
  });
});
