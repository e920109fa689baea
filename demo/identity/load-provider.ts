import type * as OidcProvider from 'oidc-provider';

/**
 * Loads oidc-provider and builds something with it without its notices: they warn of what this stand-in means to do
 * (plain HTTP, memory only), and nothing but the ready line may be printed.
 */
export async function loadProvider<T>(build: (library: typeof OidcProvider) => T): Promise<T> {
  const { info, warn } = console;
  console.info = console.warn = () => undefined;
  try {
    return build(await import('oidc-provider'));
  } finally {
    Object.assign(console, { info, warn });
  }
}
