import { describe, it } from 'node:test';
import { expect } from 'chai';
import { activityStrings } from '../../src/localization/en/activity-log.js';
import { publishStrings } from '../../src/localization/en/publish/publish-review.js';
import { createFormat } from '../../src/localization/format.js';

const format = createFormat('en');
const text = publishStrings(format);
const counts = { applied: 0, failed: 0, open: 0, notSent: 0 };

describe('the words for what came of a publish', () => {
  it('tell who has it, who failed, who is pending and who was not sent, in this order', () => {
    expect(text.resultAnswer('publish', { applied: 12, failed: 3, open: 2, notSent: 1 })).to.equal(
      'Published to 12 of 18 people, 3 failed, 2 pending, 1 not sent.',
    );
    expect(text.undoneAnswer({ ...counts, applied: 1, open: 1 })).to.equal(
      'Undone for 1 of 2 people, 1 pending.',
    );
    expect(text.resultAnswer('reclaim', { ...counts, applied: 2 })).to.equal(
      'Reclaimed licenses from all 2 people.',
    );
  });

  it('name a reason that was overruled only while it is one', () => {
    expect(text.assignAnywayTitle('guest')).to.equal('Assigned anyway: Guests');
    expect(text.assignAnywayTitle('of-an-older-version')).to.equal('Assigned anyway');
  });

  it('tell a publish from one that went on with it, and from one that took it back', () => {
    const { did } = activityStrings(format);
    const sales = { workspaceId: 'sales', workspaceName: 'Sales' };
    expect(did({ kind: 'publish', ...sales })).to.equal('Published Sales');
    expect(did({ kind: 'publish', ...sales, of: 'p1' })).to.equal('Continued publishing Sales');
    expect(did({ kind: 'undo', ...sales, of: 'p1' })).to.equal('Undid a publish of Sales');
    expect(did({ kind: 'reclaim', workspaceName: '' })).to.equal('Reclaimed licenses');
    expect(did({ kind: 'undo', workspaceName: '', of: 'p1' })).to.equal('Undid a reclaim');
  });
});
