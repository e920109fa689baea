/** Keeps files of the page's code from arriving, by a part of their address, until they are mended. */
export async function breakCode(part: string): Promise<() => Promise<void>> {
  await fetch(`/__broken?part=${part}`);
  return async () => void (await fetch(`/__broken?part=${part}&mended=1`));
}
