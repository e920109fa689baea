/** A person or plan that is left out of findings on purpose. */
export interface Keep {
  /** The person; absent when the whole plan is kept. */
  readonly userId?: string;
  /** The plan; absent when all of the person's are kept. */
  readonly skuId?: string;
  readonly reason: string;
  /** ISO 8601 date after which it counts again; absent for ever. */
  readonly until?: string;
  readonly by: string;
}

/** Tells whether something is kept on purpose today. */
export function createKeepCheck(
  keeps: readonly Keep[],
  now: Date,
): (userId: string | undefined, skuId: string) => Keep | undefined {
  const today = now.toISOString().slice(0, 10);
  const valid = keeps.filter(({ until }) => until === undefined || until >= today);
  const index = new Map(valid.map((keep) => [`${keep.userId ?? ''} ${keep.skuId ?? ''}`, keep]));
  return (userId, skuId) =>
    (userId === undefined ? undefined : (index.get(`${userId} ${skuId}`) ?? index.get(`${userId} `))) ??
    index.get(` ${skuId}`);
}
