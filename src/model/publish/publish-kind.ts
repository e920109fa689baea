/**
 * What a publish is. `publish`: what the workspace says; one that names an earlier publish goes on with it. `undo`: what an
 * earlier publish changed, back. `reclaim`: licenses taken back.
 */
export type PublishKind = 'publish' | 'undo' | 'reclaim';
