/** Waits until something holds, without the page that `until` needs. The limit only ends a test that fails anyway. */
export async function eventually(holds: () => unknown, what: string): Promise<void> {
  const limit = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > limit) throw new Error(`This did not happen: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
