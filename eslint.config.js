import tseslint from 'typescript-eslint';

/** The size rules of the house: files, functions and parameters stay small, in product code and in tests. */
const size = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true, IIFEs: true }],
  'max-params': ['error', 4],
  'max-depth': ['error', 4],
  complexity: ['error', 15],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '**/generated/', 'schema/schema.graphql'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      ...size,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  { files: ['**/*.{js,mjs}'], rules: size },
);
