import markdown from '@eslint/markdown';
import prettier from 'eslint-config-prettier';
import { importX } from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import tseslint from 'typescript-eslint';
import { words } from './scripts/lint/words.mjs';

/** What is code; the rest is pages, of which only the words are looked at. */
const code = ['**/*.ts', '**/*.js', '**/*.mjs'];

export default tseslint.config(
  { ignores: ['dist', 'storybook-static', 'coverage', 'node_modules', '.cache', 'demo/public'] },
  {
    files: code,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
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
  {
    files: code,
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-duplicates': 'error',
      // What comes from far comes first; what lies beside comes last.
      'import-x/order': [
        'error',
        {
          groups: ['builtin', 'external', 'parent', ['sibling', 'index']],
          alphabetize: { order: 'asc', caseInsensitive: true },
          'newlines-between': 'never',
        },
      ],
      'import-x/first': 'error',
    },
  },
  {
    files: ['scripts/**', 'demo/**', 'tests/**', 'stories/**', '*.js', 'src/model/page/tell-developer.ts'],
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
  { files: ['**/*.md', '**/*.mdx'], plugins: { markdown }, language: 'markdown/commonmark' },
  { plugins: { words }, rules: { 'words/everywhere': 'error' } },
  {
    files: ['src/localization/en/**', 'docs/screens.md', 'stories/guides/**'],
    rules: { 'words/sentences': 'error' },
  },
  {
    // The list of them, and names that Microsoft gave.
    files: [
      'scripts/lint/words.mjs',
      'tests/scripts/words.test.ts',
      'src/microsoft/products/product-list.ts',
    ],
    rules: { 'words/everywhere': 'off' },
  },
  prettier,
);
