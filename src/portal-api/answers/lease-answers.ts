import { leaseRoutes } from '../../store/portal/routes/lease-routes.js';
import { answer, done, type Answer } from './answer.js';
import { publishing } from './journal-answers.js';

export const leaseAnswers: readonly Answer[] = [
  answer(leaseRoutes.read, async (_input, { store, signal }) => {
    const lease = await store.lease.read(signal ? { signal } : {});
    return lease ? { lease } : {};
  }),
  answer(leaseRoutes.take, async ({ sessionId, over }, { store, requireAny }) => {
    requireAny(publishing);
    return store.lease.take(sessionId, over ? { over } : {});
  }),
  answer(leaseRoutes.raise, async ({ hold, progress }, { store, requireAny }) => {
    requireAny(publishing);
    await store.lease.raise(hold, progress);
    return done;
  }),
  // Whoever may not publish any more may still end what she began.
  answer(leaseRoutes.release, async ({ hold }, { store }) => {
    await store.lease.release(hold);
    return done;
  }),
];
