import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { LitElement } from 'lit';
import { FindingSelection } from '../../../src/elements/license-insights/finding-selection.js';
import { listReclaimable } from '../../../src/elements/license-insights/insights-parts.js';
import { findWaste } from '../../../src/insights/find-waste.js';
import type { Finding } from '../../../src/insights/finding.js';
import type { DirectoryUser } from '../../../src/model/holding/user.js';
import type { FindingKind } from '../../../src/model/usage/finding-kind.js';
import { makeLicense, makeUser, now, plans } from '../../insights/waste-fixture.js';

const byGroup = makeLicense('small', { assignedByGroup: 'g' });
const without = (app: string) => makeLicense('small', { assignedByGroup: 'g', disabledPlans: [app] });

function find(kind: FindingKind, users: readonly DirectoryUser[]): Finding {
  const found = findWaste({ users, plans, now }).findings.find((finding) => finding.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

/** Who is reclaimed from if the administrator changes nothing. */
function proposed(finding: Finding): string[] {
  const selection = new FindingSelection({ requestUpdate: () => undefined } as unknown as LitElement);
  return listReclaimable(finding, (each, item) => selection.isChosen(each, item)).map(({ userId }) => userId);
}

describe('what a finding proposes to take back', () => {
  it('is no direct license while a group gives the plan as well: that frees nothing', () => {
    const users = [
      makeUser('direct', { accountEnabled: false, licenses: [makeLicense('small')] }),
      makeUser('group', { accountEnabled: false, licenses: [byGroup] }),
      makeUser('both', { accountEnabled: false, licenses: [makeLicense('small'), byGroup] }),
    ];
    expect(proposed(find('sign-in-disabled', users))).to.deep.equal(['direct']);
    expect(proposed(find('direct-and-group', users))).to.deep.equal(['both']);
  });

  it('is no direct license that leaves on an app which the group leaves off', () => {
    const users = [
      makeUser('same', { licenses: [makeLicense('small'), byGroup] }),
      makeUser('more', { licenses: [makeLicense('small'), without('id-files')] }),
    ];
    expect(proposed(find('direct-and-group', users))).to.deep.equal(['same']);
  });
});
