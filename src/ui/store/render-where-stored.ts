import { nothing } from 'lit';
import { renderNotShared } from './render-not-shared.js';
import { renderStoreMove, type StoreMoveParts } from './render-store-move.js';

/** Says it where nobody else sees what is stored; where others do, offers to move there what only this browser holds. */
export function renderWhereStored(parts: StoreMoveParts): unknown {
  const { session, auth } = parts.provider;
  // What a demo holds is gone with the page, and nobody is to share it.
  if (!session || auth?.isDemo) return nothing;
  const { shares } = session.workspaces.store;
  return shares.workspaces ? renderStoreMove(parts, shares) : renderNotShared(parts.strings.format);
}
