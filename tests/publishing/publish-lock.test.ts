import { describe, it } from 'node:test';
import { createMemoryLock, createPublishLock } from '../../src/publishing/publish-lock.js';
import { describeLock } from './lock-behavior.js';

describeLock({ describe, it }, 'createMemoryLock', () => {
  const lock = createMemoryLock();
  return { mine: lock, theirs: lock };
});

// Where the platform has no Web Locks, all publishers of the process share one.
describeLock({ describe, it }, 'createPublishLock', () => ({
  mine: createPublishLock(),
  theirs: createPublishLock(),
}));
