import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { sharedVersion } from '../../src/context/contexts.js';

describe('what elements of several copies share', () => {
  it('is of the version of the package, as far as it promises to stay the same', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const [major = '', minor] = version.split('.');
    // Before 1.0.0 a minor version may change everything.
    expect(sharedVersion).to.equal(major === '0' ? `0.${minor}` : major);
  });
});
