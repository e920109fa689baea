import tseslint from 'typescript-eslint';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import prettier from 'eslint-config-prettier';

/** The layers of src/, top first. A file may import from its own layer and from those below it, never from above. */
const layers = [
  ['define'],
  ['elements'],
  ['controllers'],
  ['context'],
  ['insights', 'publishing', 'catalog', 'workspaces'],
  ['services'],
  ['graph', 'auth'],
  ['model'],
];

const onlyIn = {
  '@azure/msal-browser': ['auth'],
  '@microsoft/microsoft-graph-client': ['graph'],
  lit: ['elements', 'controllers', 'context', 'define', 'theme', 'localization'],
};

/** The import rule for one layer's folders: nothing from above, no emulator, no library that belongs elsewhere. */
function layerRule(index) {
  const own = layers[index];
  const above = layers.slice(0, index).flat();
  const forbiddenFolders = [...above, 'emulator'];
  const patterns = [
    {
      regex: `^(\\.\\./)+(${forbiddenFolders.join('|')})/`,
      message: 'Imports point down: define → elements → controllers → context → … → model.',
    },
  ];
  for (const [library, folders] of Object.entries(onlyIn)) {
    if (own.some((folder) => folders.includes(folder))) continue;
    const names = library === 'lit' ? '(lit|@lit/[^/]+)' : library;
    patterns.push({ regex: `^${names}(/|$)`, message: `Only ${folders.join(', ')} may import ${library}.` });
  }
  if (own.includes('elements'))
    patterns.push({
      regex: '^\\.\\./(?!shared/)[a-z0-9-]+/[^/]+$',
      message: 'Elements never import each other; they meet through context.',
    });
  patterns.push({ regex: '^node:', message: 'Everything in src/ runs in a browser.' });
  return {
    files: own.map((folder) => `src/${folder}/**/*.ts`),
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'storybook-static', 'coverage', 'node_modules', '.cache', 'demo/public'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.ts'], ...lit.configs['flat/recommended'] },
  { files: ['src/**/*.ts'], ...litA11y.configs.recommended, plugins: { 'lit-a11y': litA11y } },
  ...layers.map((_, index) => layerRule(index)),
  {
    files: ['src/emulator/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(\\.\\./)+(define|elements|controllers|context|insights|publishing|catalog|workspaces|services|graph|auth|model)/',
              message: 'The emulator stands alone.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['scripts/**', 'demo/**', 'tests/**', 'stories/**', '*.js'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // An assertion library types every assertion as a promise; the one kind that really is one must be awaited.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExpressionStatement > CallExpression[callee.property.name='accessible']",
          message: 'The audit is asynchronous: await it.',
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // The assertion library of the browser's tests describes itself in a way that only the compiler resolves; it checks them.
    files: ['tests/**/*.browser.test.ts', 'tests/elements/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
