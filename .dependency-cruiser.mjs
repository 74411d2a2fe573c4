/**
 * The walls of the house (docs/decisions/001-house.md). Every room may import what is listed for it and nothing else; an unknown
 * room may import nothing. `test/architecture` plants a bad import for every rule and asserts that it is reported.
 */

/** Which rooms a room may use. `types` are rooms whose types it may name without using their code. */
const ROOMS = {
  core: { uses: [] },
  config: { uses: ['core'] },
  vault: { uses: ['core'] },
  source: { uses: ['core', 'config', 'vault'] },
  staging: { uses: ['core', 'config', 'vault'] },
  deidentify: { uses: ['core', 'config', 'vault'] },
  tabulate: { uses: ['core', 'config', 'vault'] },
  solver: { uses: ['core'] },
  protect: { uses: ['core', 'config', 'solver'] },
  attack: { uses: ['core', 'solver'] },
  gate: { uses: ['core', 'config', 'attack', 'release'], types: ['protect'] },
  ledger: { uses: ['core'] },
  release: { uses: ['core'] },
  compose: { uses: ['core', 'release'] },
  render: { uses: ['core', 'compose', 'release'] },
  deliver: { uses: ['core', 'release'] },
  lifecycle: { uses: ['core', 'config', 'ledger'] },
  schedule: { uses: ['core', 'config', 'ledger'] },
  sample: { uses: ['core', 'vault'] },
  app: { uses: '*' },
  cli: { uses: ['app', 'core'] },
};

const anyOf = (names) => `^src/(?:${names.join('|')})/`;
const rooms = Object.keys(ROOMS);

const roomRules = Object.entries(ROOMS)
  .filter(([, { uses }]) => uses !== '*')
  .flatMap(([room, { uses, types = [] }]) => [
    {
      name: `room-${room}`,
      comment: `The room ${room} may use ${uses.join(', ') || 'no other room'}. Move the code, or hand the value in as a parameter.`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: anyOf([room, ...uses, ...types]) },
    },
    ...types.map((other) => ({
      name: `room-${room}-types-of-${other}`,
      comment: `The room ${room} judges what ${other} did, so it may name its types, but must not run its code.`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: `^src/${other}/`, dependencyTypesNot: ['type-only'] },
    })),
  ]);

/** npm packages and built-ins that reach outside the process or hold a lot of trust, and the only rooms that may. */
const FENCES = [
  {
    name: 'postgres',
    what: ['pg', 'kysely', 'pg-copy-streams'],
    rooms: ['source', 'sample'],
    why: 'Only the source reads a database, and only the sample fills an empty one; no other room can get at credentials or rows.',
  },
  {
    name: 'duckdb',
    what: ['@duckdb/'],
    rooms: ['vault'],
    why: 'Rows about people live behind the vault; other rooms ask it.',
  },
  {
    name: 'highs',
    what: ['highs'],
    rooms: ['solver'],
    why: 'One thin wrapper feeds the solver; the engine and the attacker pass it models.',
  },
  {
    name: 'pdf',
    what: ['pdfkit', 'pdfjs-dist'],
    rooms: ['render'],
    why: 'Only the press writes documents, and reads its own back.',
  },
  {
    name: 'cron',
    what: ['croner'],
    rooms: ['schedule', 'config'],
    why: 'Occurrences are reckoned in one place; definitions only check that a pattern is one.',
  },
  {
    name: 'commander',
    what: ['commander', '@commander-js/'],
    rooms: ['cli'],
    why: 'The command line is the outermost edge.',
  },
];

const npmRules = FENCES.map(({ name, what, rooms: allowed, why }) => ({
  name: `fence-${name}`,
  comment: why,
  severity: 'error',
  from: { path: '^src/', pathNot: anyOf(allowed) },
  to: { path: what.map((each) => `node_modules/${each}${each.endsWith('/') ? '' : '/'}`).join('|') },
}));

const FILES = ['config', 'vault', 'source', 'release', 'render', 'ledger', 'deliver', 'schedule', 'sample', 'app', 'cli'];
const DATA_ROOMS = ['source', 'vault', 'staging', 'deidentify', 'tabulate'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: 'room-unknown',
      comment: 'A folder of src/ that is not listed as a room has no rights: add it to ROOMS with a reason.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(rooms) },
      to: {},
    },
    {
      name: 'public-face',
      comment: 'Another room is reached through its index.ts only, so that everything else in it can change.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'no-rows-beyond-the-gate',
      comment:
        'Whatever makes or sends a report must not even reach, through any chain of imports, code that handles rows about people.',
      severity: 'error',
      from: { path: anyOf(['render', 'compose', 'deliver', 'release']) },
      to: { path: anyOf(DATA_ROOMS), reachable: true },
    },
    {
      name: 'attack-is-independent',
      comment:
        'The attacker checks the engine, so not even a chain of imports may lead from it to the engine: a shared mistake would be invisible.',
      severity: 'error',
      from: { path: '^src/attack/' },
      to: { path: '^src/protect/', reachable: true },
    },
    {
      name: 'sample-is-apart',
      comment: 'Invented people are made for trying the program out: nothing that a run consists of may reach the room that makes them.',
      severity: 'error',
      from: { path: anyOf(rooms.filter((room) => !['sample', 'app', 'cli'].includes(room))) },
      to: { path: '^src/sample/', reachable: true },
    },
    ...npmRules,
    {
      name: 'fence-files',
      comment:
        'The rooms that reckon are pure: they get values and give values. Reading and writing is for the rooms whose work it is.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(FILES) },
      to: { path: '^(?:node:)?fs(?:/promises)?$' },
    },
    {
      name: 'fence-child-process',
      comment: 'Processes are started in one place, which decides what they may read, write and know.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(['app']) },
      to: { path: '^(?:node:)?(?:child_process|cluster|worker_threads)$' },
    },
    {
      name: 'fence-network',
      comment: 'Nothing opens a connection by hand: the database driver in the source is the only one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:/promises)?$' },
    },
    {
      name: 'no-tests-in-src',
      comment: 'The program must not depend on what tests it, nor on fixtures.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|fixtures)/' },
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What the program imports is installed with the program.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is an import that no rule has seen.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is left over.',
      severity: 'error',
      from: { path: '^src/', orphan: true, pathNot: '^src/(?:cli/main|render/press)\\.ts$' },
      to: {},
    },
  ],
  options: {
    // Types count as imports: a type can carry a design across a wall just as well as code can.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
