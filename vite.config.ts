import { defineConfig } from 'vite';

/** The sample portal. `npm run build` makes the library; see scripts/build.mjs. */
export default defineConfig({
  root: 'demo',
  server: {
    fs: { allow: ['..'] },
    // Made ready while the visitor opens the page.
    warmup: { clientFiles: ['./portal.ts', '../src/define/*.ts'] },
  },
  build: { target: 'es2022' },
  // Found at once, so that the first visit does not reload the page half way.
  optimizeDeps: {
    // Not the host applications, which have the packed package.
    entries: ['*.html'],
    include: [
      'lit',
      'lit/decorators.js',
      'lit/directives/guard.js',
      'lit/directives/live.js',
      'lit/directives/repeat.js',
      '@lit/context',
      '@tanstack/query-core',
      '@tanstack/virtual-core',
      '@azure/msal-browser',
      '@azure/msal-browser/redirect-bridge',
      '@microsoft/microsoft-graph-client',
      '@shoelace-style/localize',
      'chart.js',
      'hono',
      'idb',
      'jose',
      'papaparse',
      'valibot',
    ],
  },
});
