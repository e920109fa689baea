/** Apart from the other errors: it is said by those whose words may be among what did not arrive. */
export const codeNotLoaded = {
  title: 'Part of this page couldn’t be loaded',
  remedy: 'Check your connection and try again. If that doesn’t help, reload the page.',
} as const;
