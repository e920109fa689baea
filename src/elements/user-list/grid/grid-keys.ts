/** What a key asks of the grid, besides moving from row to row. */
export type GridMove =
  | 'next-column'
  | 'previous-column'
  | 'first-column'
  | 'last-column'
  | 'first-row'
  | 'last-row'
  | 'select'
  | 'select-all'
  | 'open'
  | 'close';

const moves: Readonly<Record<string, GridMove>> = {
  ArrowRight: 'next-column',
  ArrowLeft: 'previous-column',
  Home: 'first-column',
  End: 'last-column',
  ' ': 'select',
  Enter: 'open',
  Escape: 'close',
};
const commandMoves: Readonly<Record<string, GridMove>> = {
  Home: 'first-row',
  End: 'last-row',
  a: 'select-all',
};

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
export function readGridKey(event: KeyboardEvent, rtl: boolean): GridMove | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return commandMoves[event.key];
  const move = moves[event.key];
  if (rtl && move === 'next-column') return 'previous-column';
  if (rtl && move === 'previous-column') return 'next-column';
  return move;
}
