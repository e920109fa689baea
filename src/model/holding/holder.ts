/** Who holds entitlements: a person, or a workspace's group, which passes its plans on to its members. */
export type Holder =
  { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'group'; readonly groupId: string };

export function userHolder(userId: string): Extract<Holder, { kind: 'user' }> {
  return { kind: 'user', userId };
}

export function groupHolder(groupId: string): Extract<Holder, { kind: 'group' }> {
  return { kind: 'group', groupId };
}

/** One text that identifies a holder, for maps and for storing; `holderFromKey` reads it again. */
export function holderToKey(holder: Holder): string {
  return holder.kind === 'user' ? `user:${holder.userId}` : `group:${holder.groupId}`;
}

/** @throws {TypeError} for a text that `holderToKey` did not make */
export function holderFromKey(key: string): Holder {
  const [, kind, id = ''] = /^(user|group):(.+)$/s.exec(key) ?? [];
  if (kind === 'user') return { kind, userId: id };
  if (kind === 'group') return { kind, groupId: id };
  throw new TypeError(`${key} names no holder.`);
}
