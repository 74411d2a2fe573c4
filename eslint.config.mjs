import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * What the compiler cannot see: promises left floating, switches that forget a case, and the few doors through which a clock, chance,
 * the environment or an attachment could get in. Layout is Prettier's.
 */

const CLOCK = 'Take a Clock (core/effects.ts): the same data and definitions must give the same bytes.';

const DATE = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: CLOCK },
];

const EVERYWHERE = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for one thing.' },
  {
    selector: 'TSAsExpression > TSAsExpression',
    message: 'A double cast says that the types are wrong: check the value instead.',
  },
  {
    selector: "TSAsExpression[typeAnnotation.typeName.name='Released']",
    message: 'Only openRelease makes a Released; the cast would fail at run time.',
  },
];

const ATTACHMENT = {
  selector: "CallExpression[callee.type='MemberExpression'][callee.property.type='Identifier'][callee.property.name='file']",
  message: 'No attachments: a file inside a PDF is read by nobody who checks it.',
};

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in cli and app only, and handed on as a value.',
};

const CHANCE = { object: 'Math', property: 'random', message: 'No chance: seeded or keyed values only.' };
const NOW = { object: 'Date', property: 'now', message: CLOCK };

const NO_SIDE_DOORS = [
  { name: 'process', message: ENVIRONMENT.message },
  { name: 'node:process', message: ENVIRONMENT.message },
  { name: 'console', message: 'Only the command line speaks.' },
  { name: 'node:console', message: 'Only the command line speaks.' },
];

export default defineConfig(
  { ignores: ['node_modules/', 'out/', 'var/', 'coverage/', 'reports/mutation/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // A number prints as itself; everything else still has to be made a string on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => list.push(x)` is plain enough.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `_` says "on purpose": a field left out of a rest, a lock that is only held.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...DATE],
      'no-restricted-properties': ['error', CHANCE, NOW],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: NO_SIDE_DOORS }],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...DATE, ENVIRONMENT, ATTACHMENT],
    },
  },
  {
    files: ['src/cli/**/*.ts', 'src/app/**/*.ts'],
    rules: {
      'no-console': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...DATE, ATTACHMENT],
    },
  },
  {
    // The one clock.
    files: ['src/core/effects.ts'],
    rules: { 'no-restricted-syntax': ['error', ...EVERYWHERE] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Vitest's matchers (`expect.any`, `expect.objectContaining`) and parsed JSON are untyped; a wrong guess fails the test.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // An index that is not there fails the assertion, which is what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Wrong on purpose, line by line; the compiler is what judges them (test/types/forbidden.test.ts).
    files: ['test/types/*.test-d.ts'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    // Configuration files of tools, which want a default export.
    files: ['*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
