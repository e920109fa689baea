import { describe, it } from 'node:test';
import { expect } from 'chai';
import { chooseGranted, coversScope } from '../../../src/auth/scopes/wider-scopes.js';

describe('permissions that contain others', () => {
  it('do for those that they contain, not the other way round', () => {
    expect(coversScope(['Directory.ReadWrite.All'], 'LicenseAssignment.Read.All')).to.equal(true);
    expect(coversScope(['User.Read.All'], 'User.ReadWrite.All')).to.equal(false);
    expect(coversScope([], 'User.Read')).to.equal(false);
    expect(coversScope(['GroupMember.ReadWrite.All'], 'GroupMember.Read.All')).to.equal(false);
  });

  it('are asked for in place of those that were not granted, the narrowest first', () => {
    expect(
      chooseGranted(['Directory.ReadWrite.All', 'Group.ReadWrite.All'], ['GroupMember.Read.All']),
    ).to.deep.equal(['Group.ReadWrite.All']);
    expect(
      chooseGranted(
        ['Group.ReadWrite.All'],
        ['GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'User.Read.All'],
      ),
    ).to.deep.equal(['Group.ReadWrite.All', 'User.Read.All']);
  });

  it('are left alone where what is needed was granted, and where nothing was', () => {
    const needed = ['GroupMember.Read.All', 'User.Read.All'];
    expect(
      chooseGranted(['GroupMember.Read.All', 'Group.ReadWrite.All', 'User.Read.All'], needed),
    ).to.deep.equal(needed);
    expect(chooseGranted([], needed)).to.deep.equal(needed);
  });
});
