const names = new Map<string, string>();

/** What an element of this library is called on this page: by its own tag, unless the host gave it another name. */
export function nameOf(tag: string): string {
  return names.get(tag) ?? tag;
}

/** Gives an element another name; who places it uses that from then on. */
export function rename(tag: string, name: string): void {
  names.set(tag, name);
}
