import type { AccountSession } from '../../context/account/account-session.js';
import { emit } from '../../events.js';
import type { PublishRun } from '../../publishing/publish-run.js';
import { describeStart } from '../../ui/start-detail.js';

/**
 * For the life of a session: keeps whoever leaves the page while it publishes from doing so by mistake, tells the page what
 * came of it, and asks the page before what has waited for its turn starts where nobody shows it.
 *
 * @param listProviders - those to tell it from, the last one that is in the page; one that left the page just now is listed still
 */
export function watchPublishes(session: AccountSession, listProviders: () => readonly HTMLElement[]): void {
  const followed = new WeakSet<PublishRun>();
  const findProvider = (): HTMLElement | Document =>
    listProviders().findLast(({ isConnected }) => isConnected) ?? document;
  const follow = async (run: PublishRun): Promise<void> => {
    followed.add(run);
    const ask = (event: Event): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    const { counts } = await run.done;
    removeEventListener('beforeunload', ask);
    const { publishId, kind, workspaceId, review } = run;
    const { topic, changeSet } = review;
    const continues = topic.kind === 'undo' ? undefined : topic.of;
    emit(findProvider(), 'o365-published', {
      publishId,
      kind,
      ...(workspaceId === undefined ? {} : { workspaceId }),
      ...(continues === undefined ? {} : { continues }),
      ...counts,
      leftOut: changeSet.leftOut.length,
    });
  };
  session.mayStart = (review) => {
    const { topic } = review;
    const detail = describeStart(review, topic.kind !== 'undo' && topic.of !== undefined);
    return emit(findProvider(), 'o365-before-publish', detail, { cancelable: true });
  };
  session.publisher.subscribe(() => {
    const { current } = session.publisher;
    if (current && !followed.has(current)) void follow(current);
  });
}
