import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import * as v from 'valibot';
import { ProvisioningError } from '../../src/model/errors.js';
import { readRecord, type RecordFormat } from '../../src/store/schema/record-format.js';
import { parseWorkspace } from '../../src/store/schema/workspace-format.js';
import { guid, sampleWorkspace } from '../support/sample-workspace.js';

/** A format with a history: version 1 had a `title`, version 2 a `name`, version 3 a list of names. */
const format: RecordFormat<{ version: 3; names: string[] }> = {
  noun: 'list',
  versionKey: 'version',
  version: 3,
  schema: v.object({ version: v.literal(3), names: v.array(v.string()) }),
  upgrades: {
    1: ({ title }) => ({ version: 2, name: title }),
    2: ({ name }) => ({ version: 3, names: [(name as string).trim()] }),
  },
};

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (thrown) {
    expect(thrown).to.be.instanceOf(ProvisioningError);
    return (thrown as ProvisioningError).code;
  }
  return 'no error';
}

describe('readRecord', () => {
  it('upgrades an old record step by step', () => {
    expect(readRecord(format, { version: 1, title: ' Sales ' })).to.deep.equal({
      version: 3,
      names: ['Sales'],
    });
  });

  it('refuses a newer record as newer, not as broken', () => {
    expect(codeOf(() => readRecord(format, { version: 4, names: 'whatever' }))).to.equal('record-newer');
  });

  it('refuses a version whose upgrade is gone, and an upgrade that cannot cope', () => {
    expect(codeOf(() => readRecord(format, { version: 0 }))).to.equal('record-unreadable');
    expect(codeOf(() => readRecord(format, { version: 2, name: 7 }))).to.equal('record-unreadable');
  });

  it('says which property is wrong without repeating what is in it', () => {
    const workspace = sampleWorkspace();
    const wrong = { ...workspace, draft: { ...workspace.draft, name: '<script>'.repeat(1000) } };
    expect(() => parseWorkspace(wrong))
      .to.throw(/"draft\.name"/)
      .with.property('code', 'record-unreadable');
    expect(() => parseWorkspace(wrong)).not.to.throw(/script/);
  });
});

describe('parseWorkspace', () => {
  it('lets nothing unknown through', () => {
    const workspace = sampleWorkspace();
    const padded = JSON.parse(
      JSON.stringify({
        ...workspace,
        token: 'secret',
        draft: { ...workspace.draft, __proto__: 1, extra: {} },
      }),
    ) as unknown;
    expect(parseWorkspace(padded)).to.deep.equal(workspace);
  });

  it('counts a subscriber who is named twice once', () => {
    const workspace = sampleWorkspace();
    const draft = { ...workspace.draft, subscribers: [guid(1), guid(2), guid(1)] };
    expect(parseWorkspace({ ...workspace, draft }).draft.subscribers).to.deep.equal([guid(1), guid(2)]);
  });

  const wrongs: Record<string, object> = {
    'an id that would lead elsewhere in a URL': { id: '../users' },
    'an id that names a prototype': { id: '__proto__' },
    'a time without a zone': { edited: { at: '2026-01-01T00:00:00', by: '' } },
    'a name in place of the id of who edited it': {
      edited: { at: '2026-01-01T00:00:00Z', by: 'ada@contoso.com' },
    },
    'an unknown route': { route: 'post' },
    'an empty name': { draft: { ...sampleWorkspace().draft, name: '  ' } },
    'a plan named twice': {
      draft: { ...sampleWorkspace().draft, plans: [1, 1].map((n) => ({ skuId: guid(n), apps: {} })) },
    },
    'a choice that does not exist': {
      draft: { ...sampleWorkspace().draft, plans: [{ skuId: guid(1), apps: { [guid(2)]: 'maybe' } }] },
    },
  };
  for (const [what, change] of Object.entries(wrongs))
    it(`refuses ${what}`, () => {
      expect(codeOf(() => parseWorkspace({ ...sampleWorkspace(), ...change }))).to.equal('record-unreadable');
    });

  it('throws nothing but ProvisioningError, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        expect(codeOf(() => parseWorkspace(value))).to.equal('record-unreadable');
      }),
    );
  });
});
