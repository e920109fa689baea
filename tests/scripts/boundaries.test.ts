import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';

describe('the boundaries between the folders of src/', () => {
  let tree: string;

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'boundaries-'));
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  /** Names of the rules that a tree of these files breaks. */
  async function breaks(files: Readonly<Record<string, string>>): Promise<string[]> {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    const { forbidden = [] } = rules;
    const { output } = await cruise(['src'], {
      baseDir: tree,
      validate: true,
      tsPreCompilationDeps: true,
      ruleSet: { forbidden },
    });
    const { violations } = (output as ICruiseResult).summary;
    return [...new Set(violations.map(({ rule }) => rule.name))].filter((name) => name !== 'resolvable');
  }

  const file = 'export type One = 1;\n';
  const cases: readonly [what: string, rule: string, files: Record<string, string>][] = [
    [
      'words know no element',
      'layer-localization',
      {
        'src/localization/probe.ts': "import '../elements/user-list/user-list.js';",
        'src/elements/user-list/user-list.ts': file,
      },
    ],
    [
      'what screens share knows no screen',
      'layer-ui',
      {
        'src/ui/probe.ts': "import '../elements/user-list/user-list.js';",
        'src/elements/user-list/user-list.ts': file,
      },
    ],
    [
      'styles know no publishing',
      'layer-theme',
      {
        'src/theme/probe.ts': "import '../publishing/publisher.js';",
        'src/publishing/publisher.ts': file,
      },
    ],
    [
      'events know no element, not even by type',
      'layer-events.ts',
      {
        'src/events.ts':
          "import type { One } from './elements/user-list/user-list.js';\nexport type Two = One;",
        'src/elements/user-list/user-list.ts': file,
      },
    ],
    [
      'the model knows no service',
      'layer-model',
      { 'src/model/probe.ts': "import '../services/users.js';", 'src/services/users.ts': file },
    ],
    [
      'facts about Microsoft’s products need nothing',
      'layer-microsoft',
      { 'src/microsoft/probe.ts': "import '../model/user.js';", 'src/model/user.ts': file },
    ],
    [
      'the emulator stands alone',
      'layer-emulator',
      { 'src/emulator/probe.ts': "import '../model/user.js';", 'src/model/user.ts': file },
    ],
    [
      'the emulator judges by itself',
      'own-judgment',
      {
        'src/emulator/probe.ts': "import '../microsoft/rules/required-apps.js';",
        'src/microsoft/rules/required-apps.ts': file,
      },
    ],
    [
      'nothing but tests and demos knows the emulator',
      'layer-services',
      { 'src/services/probe.ts': "import '../emulator/index.js';", 'src/emulator/index.ts': file },
    ],
    [
      'who shows no demo loads nothing of one',
      'demo-apart',
      {
        'src/elements/probe.ts': "import '../demo/page-demo.js';",
        'src/demo/page-demo.ts': file,
      },
    ],
    [
      'elements do not know each other',
      'elements-apart',
      {
        'src/elements/user-list/probe.ts': "import '../user-subscriber/user-subscriber.js';",
        'src/elements/user-subscriber/user-subscriber.ts': file,
      },
    ],
    [
      'files do not need each other, not even by type',
      'no-circle',
      {
        'src/model/a.ts': "import type { B } from './b.js';\nexport type A = B | 1;",
        'src/model/b.ts': "import type { A } from './a.js';\nexport type B = A | 2;",
      },
    ],
    ['a folder has its place', 'known-place', { 'src/misc/probe.ts': "import 'lit';" }],
    [
      'only auth/ knows MSAL',
      'library-@azure/msal-browser',
      { 'src/graph/probe.ts': "import '@azure/msal-browser';" },
    ],
    ['what runs in pages does not ask for Node', 'browser', { 'src/model/probe.ts': "import 'node:fs';" }],
  ];
  for (const [what, rule, files] of cases)
    it(what, async () => {
      expect(await breaks(files)).to.include(rule);
    });

  it('let a layer use those below it', async () => {
    const broken = await breaks({
      'src/elements/user-list/user-list.ts':
        "import '../../services/users.js';\nimport '../../theme/base.styles.js';\nvoid import('../../demo/page-demo.js');",
      'src/demo/page-demo.ts': "import '../emulator/index.js';",
      'src/emulator/index.ts': file,
      'src/services/users.ts': "import '../model/user.js';",
      'src/theme/base.styles.ts': "import 'lit';",
      'src/model/user.ts': file,
    });
    expect(broken).to.deep.equal([]);
  });
});
