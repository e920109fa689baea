import { describe, it } from 'node:test';
import { expect } from 'chai';
import { SittingState } from '../../../src/controllers/publishing/sitting-state.js';
import { TestHost } from '../../support/test-host.js';

describe('SittingState', () => {
  it('is as at first whenever another sitting begins, also when the one before comes back', async () => {
    const host = new TestHost();
    const [mine, theirs] = [{}, {}];
    let sitting = mine;
    const state = new SittingState(host, () => sitting, 'nothing');
    state.value = 'checked';
    await host.updateComplete;
    expect([state.value, host.updates]).to.deep.equal(['checked', 1]);
    sitting = theirs;
    expect(state.value).to.equal('nothing');
    state.value = 'checked by somebody else';
    sitting = mine;
    expect(state.value).to.equal('nothing');
  });
});
