/**
 * The layers of src/, top first: folders and root files. A file may import from its own place and from the layers below it,
 * never from above or from beside. README.md draws the same map.
 */
const layers = [
  ['o365.ts'],
  ['index.ts', 'autoload.ts'],
  ['define'],
  ['elements'],
  ['ui'],
  ['controllers'],
  ['context', 'engine.ts'],
  ['insights', 'publishing'],
  ['catalog', 'store'],
  ['services'],
  ['graph'],
  ['auth'],
  ['model'],
  ['microsoft'],
];

/** What the page's side may import as well. They know nothing but the model and Microsoft's facts. */
const leaves = ['events.ts', 'icons.ts', 'localization', 'theme'];
const seeLeaves = ['o365.ts', 'index.ts', 'autoload.ts', 'define', 'elements', 'ui', 'controllers'];

/** Every place in src/, and the other places that it may import. */
const may = new Map([
  ...layers.flatMap((own, index) => {
    const below = layers.slice(index + 1).flat();
    return own.map((place) => [place, [...below, ...(seeLeaves.includes(place) ? leaves : [])]]);
  }),
  ...leaves.map((leaf) => [leaf, ['model', 'microsoft']]),
  // The server's side: no page imports it.
  ['portal-api', ['store', 'services', 'graph', 'auth', 'model', 'microsoft']],
  ['emulator', ['microsoft']],
  ['demo', ['emulator', 'store', 'graph', 'auth', 'model', 'microsoft']],
  ['emulator.ts', ['demo', 'emulator']],
]);
// The icons of what shows first load with its styles.
may.get('icons.ts').push('theme');
// The provider shows a demo where a page asks for one; it is the one way from the library to the emulator.
may.get('elements').push('demo');

/** Libraries that only some places may import. */
const onlyIn = {
  '@azure/msal-browser': ['auth'],
  '@microsoft/microsoft-graph-client': ['graph'],
  lit: ['elements', 'ui', 'controllers', 'define', 'theme', 'icons.ts'],
  '@lit/context': ['context', 'elements', 'ui', 'controllers', 'define'],
  '@lit/task': ['elements', 'ui', 'controllers'],
  kysely: ['portal-api'],
  pg: ['portal-api'],
  '@electric-sql/pglite': ['portal-api'],
};

const escape = (text) => text.replaceAll('.', '\\.');
const inPlaces = (places) =>
  `^src/(${places.map((place) => (place.endsWith('.ts') ? `${escape(place)}$` : `${place}/`)).join('|')})`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that need each other are one noun, or one of them has a part that both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'known-place',
      comment:
        'Every folder and root file of src/ has its place among the layers in .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: '^src/', pathNot: inPlaces([...may.keys()]) },
      to: {},
    },
    ...[...may].map(([place, below]) => ({
      name: `layer-${place}`,
      comment: `src/${place} may import only from itself and ${below.join(', ') || 'nothing else'}.`,
      severity: 'error',
      from: { path: inPlaces([place]) },
      to: { path: '^src/', pathNot: inPlaces([place, ...below]) },
    })),
    ...Object.entries(onlyIn).map(([library, places]) => ({
      name: `library-${library}`,
      comment: `Only ${places.join(', ')} may import ${library}.`,
      severity: 'error',
      from: { path: '^src/', pathNot: inPlaces(places) },
      to: { path: `(^|node_modules/)${escape(library)}(/|$)` },
    })),
    {
      name: 'browser',
      comment:
        'Everything in src/ runs in a browser, but for the emulator as a server and the back end of a portal.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(emulator/server|portal-api)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'own-judgment',
      comment:
        'What the emulator allows and refuses comes from sources of its own: a rule that both share is tested by nothing.',
      severity: 'error',
      from: { path: '^src/emulator/' },
      to: { path: '^src/microsoft/(rules/|quotas|request-limits)' },
    },
    {
      name: 'areas-from-outside',
      comment:
        'An index.ts of an area is for who imports the package; inside, modules are imported where they are. In the package the emulator is its index.ts alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((index|engine|o365|emulator)\\.ts$|demo/|emulator/server/)' },
      to: { path: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'demo-apart',
      comment: 'A page without a demo loads nothing of one: it is imported when it is asked for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo/|emulator\\.ts$)' },
      to: { path: '^src/demo/', dynamic: false },
    },
    {
      name: 'elements-apart',
      comment: 'Elements never import each other; they meet through context.',
      severity: 'error',
      from: { path: '^src/elements/([^/]+)/' },
      to: { path: '^src/elements/', pathNot: '^src/elements/$1/' },
    },
    {
      name: 'resolvable',
      comment: 'What is imported exists.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|storybook-static|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['types', 'import', 'browser', 'default'],
      exportsFields: ['exports'],
    },
  },
};
