/** Who did something, as far as it is known: what is stored is an object id, and the name is read when somebody looks. */
export type Actor =
  | { readonly status: 'named'; readonly name: string }
  /** The directory does not have the id any more. */
  | { readonly status: 'gone' }
  | { readonly status: 'reading' }
  /** Nobody was noted, people may not be read, or the id is none of the directory's, e.g. that of a nightly job. */
  | { readonly status: 'unnamed' };
