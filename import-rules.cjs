/**
 * Who may import whom. Read this file first: it is the architecture, and `npm run rules` keeps it true.
 * Changing a line here needs a decision record in docs/decisions/.
 */

/**
 * The modules in their order of dependence, each with the modules it may call (through their index.ts).
 * A module calls only modules above it, so the list has no cycle; what flows upwards flows as events on the ledger.
 */
const MODULES = {
  customers: [],
  products: [],
  locations: ['customers'],
  carriers: ['locations'],
  needs: ['customers'],
  policies: ['customers', 'products', 'locations', 'carriers', 'needs'],
  prices: ['customers', 'products', 'policies'],
  capacity: ['locations'],
  orders: ['customers', 'products', 'locations', 'policies', 'prices'],
  inventory: ['products', 'locations', 'orders'],
  promises: ['customers', 'products', 'locations', 'carriers', 'policies', 'prices', 'capacity', 'orders', 'inventory'],
  messages: ['customers', 'policies'],
  shipments: ['products', 'locations', 'carriers', 'orders', 'inventory', 'promises'],
  costs: ['products', 'locations', 'carriers', 'shipments'],
  delivery: ['products', 'locations', 'orders', 'inventory', 'promises', 'shipments'],
  tracking: ['locations', 'carriers', 'shipments'],
  vehicles: ['locations', 'carriers', 'shipments', 'tracking'],
  billing: ['customers', 'products', 'locations', 'policies', 'orders', 'shipments', 'delivery'],
  feedback: ['customers', 'locations', 'needs', 'messages'],
  inquiries: ['customers', 'locations', 'messages', 'feedback'],
  claims: ['inventory', 'messages', 'billing', 'feedback'],
  problems: ['customers', 'products', 'locations', 'carriers', 'orders', 'inventory', 'promises', 'messages'],
  people: ['customers', 'messages'],
  processes: [],
}

const MODULE_DOORS = '^server/modules/[^/]+/index\\.ts$'
const ENGINE_DOORS = '^engines/[^/]+/index\\.ts$'
/** Files directly in server/ wire everything together; server/main.ts is where a process begins. */
const COMPOSITION = '^server/[^/]+\\.ts$'
const PLATFORM = '^server/platform/'
const LEDGER = '^server/ledger/'
const CONTRACT = '^contract/'
const VIEWS = '^server/views/'

/** Each room and the rooms it may import besides itself. */
const ROOMS = {
  'engines/shared': [],
  'engines/calendars': ['^engines/shared/'],
  'engines/[^/]+': ['^engines/shared/', '^engines/calendars/index\\.ts$'],
  contract: [],
  'server/platform': [],
  'server/ledger': [PLATFORM, CONTRACT],
  'server/modules': [PLATFORM, LEDGER, CONTRACT, ENGINE_DOORS],
  'server/views': [PLATFORM, LEDGER, CONTRACT, ENGINE_DOORS],
  'server/planning': [PLATFORM, LEDGER, CONTRACT, VIEWS, ENGINE_DOORS, MODULE_DOORS],
  'server/integrations': [PLATFORM, LEDGER, CONTRACT, VIEWS, MODULE_DOORS],
  'web/ui': [],
  'web/console': ['^web/ui/', CONTRACT],
  'web/portal': ['^web/ui/', CONTRACT],
  'web/handheld': ['^web/ui/', CONTRACT],
  cli: [CONTRACT, ENGINE_DOORS, COMPOSITION],
  benchmarks: [CONTRACT, ENGINE_DOORS, COMPOSITION, '^tests/fixtures/'],
  examples: [CONTRACT, ENGINE_DOORS],
}

const OURS = '^(engines|contract|server|web|cli|tests|benchmarks|examples|scripts|bin)/'
/** A test may reach whatever it needs to set the scene; only engines' tests stay as pure as their engine. */
const TESTS = '(\\.test\\.tsx?$|\\.bench\\.ts$|/fixtures/|\\.setup\\.ts$)'
/** A file in a module without a role in its name decides and computes; it does nothing else. */
const DECISIONS = '^server/modules/[^/]+/(?!index\\.ts$)[^/.]+\\.ts$'
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']

const slug = (room) => room.replace('[^/]+', 'each').replace(/\W+/g, '-')

const roomRules = Object.entries(ROOMS).map(([room, may]) => {
  const isEveryEngine = room === 'engines/[^/]+'
  const own = isEveryEngine ? '^engines/$1/' : `^${room}/`
  return {
    name: `room-${slug(room)}`,
    comment: `${room} may import only itself and ${may.join(', ') || 'nothing of ours'}`,
    severity: 'error',
    from: isEveryEngine
      ? { path: '^engines/([^/]+)/', pathNot: ['^engines/(shared|calendars)/', TESTS] }
      : { path: `^${room}/`, pathNot: [TESTS] },
    to: { path: OURS, pathNot: [own, ...may] },
  }
})

const moduleRules = Object.entries(MODULES).map(([name, mayCall]) => ({
  name: `module-${name}`,
  comment: `the module ${name} may call ${mayCall.join(', ') || 'no other module'}`,
  severity: 'error',
  from: { path: `^server/modules/${name}/`, pathNot: [TESTS] },
  to: {
    path: '^server/modules/',
    pathNot: [name, ...mayCall].map((module) => `^server/modules/${module}/`),
  },
}))

const wallRules = [
  {
    name: 'module-is-listed',
    comment: 'every module stands in the list at the top of import-rules.cjs',
    from: { path: '^server/modules/[^/]+/', pathNot: `^server/modules/(${Object.keys(MODULES).join('|')})/` },
    to: {},
  },
  {
    name: 'module-through-its-door',
    comment: 'a module is called through its index.ts',
    from: { path: '^server/modules/([^/]+)/', pathNot: [TESTS] },
    to: { path: '^server/modules/', pathNot: ['^server/modules/$1/', MODULE_DOORS] },
  },
  {
    name: 'engine-through-its-door',
    comment: "outside the engines, an engine's index.ts is its only way in",
    from: { pathNot: ['^engines/', TESTS] },
    to: { path: '^engines/', pathNot: [ENGINE_DOORS] },
  },
  {
    name: 'integrations-apart',
    comment: 'an integration never imports another integration',
    from: { path: '^server/integrations/([^/]+)/', pathNot: [TESTS] },
    to: { path: '^server/integrations/', pathNot: ['^server/integrations/$1/'] },
  },
  {
    name: 'features-apart',
    comment: 'a feature of the web never imports another feature',
    from: { path: '^web/([^/]+)/features/([^/]+)/', pathNot: [TESTS] },
    to: { path: '^web/[^/]+/features/', pathNot: ['^web/$1/features/$2/'] },
  },
  {
    name: 'nobody-imports-tests',
    comment: 'tests, benchmarks, examples and scripts are ends, not means',
    from: { pathNot: ['^(tests|benchmarks|examples|scripts|bin)/', TESTS] },
    to: { path: '^(tests|benchmarks|examples|scripts)/' },
  },
  {
    name: 'nobody-imports-a-test-file',
    comment: 'what two tests share lives in tests/fixtures',
    from: {},
    to: { path: '\\.test\\.tsx?$' },
  },
]

const purityRules = [
  {
    name: 'pure-engines-no-node',
    comment: 'engines are pure: numbers in, plans out; no files, no network, no clock',
    from: { path: '^engines/', pathNot: [TESTS] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure-engines-no-npm',
    comment: 'engines need no package; business time alone may use temporal-polyfill (decision 0011)',
    from: { path: '^engines/', pathNot: ['^engines/calendars/', TESTS] },
    to: { dependencyTypes: NPM },
  },
  {
    name: 'pure-calendars-only-temporal',
    comment: 'engines/calendars may use temporal-polyfill and nothing else (decision 0011)',
    from: { path: '^engines/calendars/', pathNot: [TESTS] },
    to: { dependencyTypes: NPM, pathNot: ['node_modules/temporal-(polyfill|spec|utils)/'] },
  },
  {
    name: 'pure-engine-tests',
    comment: "an engine's test reaches no further than the engines, contract and shared fixtures",
    from: { path: '^engines/.*\\.test\\.ts$' },
    to: { path: '^(server|web|cli|benchmarks|examples|scripts)/' },
  },
  {
    name: 'pure-decisions-no-package',
    comment: 'a decision file in a module uses neither node nor npm; move the effect into a store or a command',
    from: { path: DECISIONS },
    to: { dependencyTypes: ['core', ...NPM] },
  },
  {
    name: 'pure-decisions-no-effect',
    comment: 'a decision file calls no store, command, endpoint, follower or client, and no database',
    from: { path: DECISIONS },
    to: {
      path: [
        '^server/modules/.*\\.(store|command|api|followers|client)\\.ts$',
        '^server/platform/(database|http|jobs)',
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'database-behind-stores',
    comment: 'only the platform, the ledger, views, stores and commands speak SQL',
    from: {
      pathNot: [
        '^server/(platform|ledger|views)/',
        // Statements over an import's own temporary table, handed to the modules that own the rows (decision 0009).
        '^server/integrations/files/settle/',
        '\\.(store|command)\\.ts$',
        COMPOSITION,
        '^(tests|benchmarks|scripts|cli)/',
        TESTS,
      ],
    },
    to: { path: 'node_modules/(pg|pg-copy-streams|sql-template-tag)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'contract-only-zod',
    comment: 'the contract is schemas: zod and nothing else, so that the web and other programs can read it',
    from: { path: '^contract/', pathNot: [TESTS] },
    to: { dependencyTypes: ['core', ...NPM], pathNot: ['node_modules/zod/'] },
  },
]

const healthRules = [
  { name: 'no-cycles', comment: 'no file reaches itself', from: {}, to: { circular: true } },
  {
    name: 'no-orphans',
    comment: 'a file nobody imports and that imports nobody is dead',
    from: {
      orphan: true,
      pathNot: [
        TESTS,
        '\\.(d|config)\\.ts$',
        '^tests/',
        '^(cli|scripts|bin|benchmarks|examples)/',
        '^engines/[^/]+/index\\.ts$',
      ],
    },
    to: {},
  },
  { name: 'everything-resolves', comment: 'every import leads somewhere', from: {}, to: { couldNotResolve: true } },
  {
    name: 'nothing-undeclared',
    comment: 'every package imported stands in package.json',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'server-runs-without-dev-packages',
    comment: 'what runs in production stands under dependencies, not devDependencies',
    from: { path: '^(server|engines|contract|cli)/', pathNot: [TESTS] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['node_modules/@types/'] },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...roomRules, ...moduleRules, ...wallRules, ...purityRules, ...healthRules].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?!.*node_modules/).*(^|/)(dist|generated|\\.sevenfold|instances|results)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
    reporterOptions: { text: { highlightFocused: true } },
  },
}
