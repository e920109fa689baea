/** A view of a list that somebody gave a name. It holds no search text, and nothing personal. */
export interface NamedView {
  readonly name: string;
  /** As the list's `view`. */
  readonly view: string;
}
