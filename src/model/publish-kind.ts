/** What a publish is, as the journal names it: what a workspace says, an earlier publish taken back, licenses reclaimed. */
export type PublishKind = 'publish' | 'undo' | 'reclaim';
