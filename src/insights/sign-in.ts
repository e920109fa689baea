/** When somebody signed in last, interactively or not. Somebody of whom nothing is known has no such value at all. */
export type SignIn = { readonly never: true } | { readonly never: false; readonly last: Date };
