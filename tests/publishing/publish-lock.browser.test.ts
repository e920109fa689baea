import { expect } from '@open-wc/testing';
import { createPublishLock } from '../../src/publishing/publish-lock.js';
import { openTab } from '../support/open-tab.js';
import { describeLock, takeSoon } from './lock-behavior.js';

describeLock({ describe, it }, 'createPublishLock in a browser', () => ({
  mine: createPublishLock(),
  theirs: createPublishLock(),
}));

describe('createPublishLock in two tabs', () => {
  it('keeps the other tab from publishing, and is given back when the tab goes', async () => {
    const source = new URL('../../src/publishing/publish-lock.ts', import.meta.url).href;
    const tab = await openTab(`
      const { createPublishLock } = await import('${source}');
      if (!(await createPublishLock().acquire('contoso'))) throw new Error('Somebody has the lock.');
    `);
    const lock = createPublishLock();
    expect(await lock.isHeld('contoso')).to.equal(true);
    expect(await lock.acquire('contoso')).to.equal(undefined);
    tab.remove();
    (await takeSoon(lock, 'contoso'))();
  });
});
