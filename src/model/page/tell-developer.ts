/** Says something to the developer of the page: the one thing that this library writes to a console. */
export function tellDeveloper(text: string, cause?: unknown): void {
  if (cause === undefined) console.error(`o365-provisioning-elements: ${text}`);
  else console.error(`o365-provisioning-elements: ${text}`, cause);
}
