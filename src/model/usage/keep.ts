import { toDay } from '../days.js';

/** A person or plan that is left out of findings on purpose. */
export interface Keep {
  /** The person; absent when the whole plan is kept. */
  readonly userId?: string;
  /** The plan; absent when all of the person's are kept. */
  readonly skuId?: string;
  readonly reason: string;
  /** The last day on which it is kept, ISO 8601 (`2027-03-31`); absent for ever. */
  readonly until?: string;
  /** Object id of who decided it. */
  readonly by: string;
}

/** What a keep is about; two keeps of the same are one. */
export type KeepTarget = Pick<Keep, 'userId' | 'skuId'>;

export function keepKey({ userId = '', skuId = '' }: KeepTarget): string {
  return `${userId} ${skuId}`;
}

/** Whether a keep still holds on a day. */
export function isKeptOn({ until }: Keep, now: Date): boolean {
  return until === undefined || until >= toDay(now);
}

/** Finds why something is kept on purpose today: the narrowest reason, or undefined when it is not kept. */
export function createKeepCheck(
  keeps: readonly Keep[],
  now: Date,
): (userId: string | undefined, skuId: string) => Keep | undefined {
  const valid = keeps.filter((keep) => isKeptOn(keep, now));
  const index = new Map(valid.map((keep) => [keepKey(keep), keep]));
  return (userId, skuId) =>
    (userId === undefined
      ? undefined
      : (index.get(keepKey({ userId, skuId })) ?? index.get(keepKey({ userId })))) ??
    index.get(keepKey({ skuId }));
}
