import tseslint from 'typescript-eslint';

// Which folders each folder of src may import (ARCHITECTURE.md, "Layers"); everything else is refused.
const mayImport = {
  core: ['core'],
  protocol: ['core', 'protocol'],
  node: ['core', 'protocol', 'node'],
  workers: ['core', 'protocol', 'node', 'workers'],
  extension: ['core', 'protocol', 'node', 'extension'],
  webviews: ['core', 'protocol', 'webviews'],
  cli: ['core', 'protocol', 'node', 'cli'],
};
const usesNode = new Set(['node', 'workers', 'extension', 'cli']);
// Folders from which only types may come (and the errors, which cross threads): code there belongs to another thread or page.
const typesOnly = { protocol: ['core'], webviews: ['core'] };

const patternsOf = (folder) => {
  const refused = Object.keys(mayImport).filter((other) => !mayImport[folder].includes(other));
  return [
    ...refused.map((other) => ({ group: [`**/${other}/**`], message: `src/${folder} must not import src/${other}.` })),
    ...(typesOnly[folder] ?? []).map((other) => ({ group: [`**/${other}/**`, `!**/${other}/errors.ts`], allowTypeImports: true, message: `src/${folder} takes only types from src/${other}.` })),
    ...(folder === 'extension' ? [] : [{ group: ['vscode'], message: 'Only src/extension imports vscode.' }]),
    ...(usesNode.has(folder) ? [] : [{ group: ['node:*'], message: `src/${folder} runs without Node.` }]),
  ];
};

export default tseslint.config(
  // AssemblyScript's @inline stands before functions, where no parser of TypeScript takes a decorator.
  { ignores: ['dist/', '.tsbuild/', 'node_modules/', 'sample-corpus/', 'test/workbench/pictures/', 'src/kernels/learners/svmExponential.ts', 'src/kernels/learners/svmRows.ts'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
      'max-lines': ['error', { max: 500, skipBlankLines: true }],
    },
  },
  ...Object.keys(mayImport).map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: patternsOf(folder) }] },
  })),
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'performance', 'navigator', 'self', 'fetch', 'setTimeout', 'setInterval', 'postMessage'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Seeds are arguments: use createRandom(seed).' }],
    },
  },
  // AssemblyScript has no `import type`.
  { files: ['src/kernels/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: ['*.mjs', '*.ts', 'bench/**', 'starter/**', 'walkthrough/**', 'test/**/*.mjs', 'test/**/*.ts'], rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' } },
);
