/** Plants one forbidden import at a time in a small copy of the house and sees the rule for it bite. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const rules = createRequire(import.meta.url)('../import-rules.cjs')

const PACKAGES = ['pg', 'zod', 'temporal-polyfill', 'papaparse', 'echarts']

/** Files every planted import may point at. */
const HOUSE = [
  'engines/shared/units.ts',
  'engines/calendars/index.ts',
  'engines/calendars/openings.ts',
  'engines/rights/index.ts',
  'engines/rights/judge.ts',
  'contract/orders.ts',
  'server/main.ts',
  'server/platform/clock.ts',
  'server/ledger/index.ts',
  'server/modules/customers/index.ts',
  'server/modules/orders/index.ts',
  'server/modules/orders/order.store.ts',
  'server/modules/billing/index.ts',
  'server/views/index.ts',
  'server/integrations/mail/index.ts',
  'web/ui/button.ts',
  'web/console/features/orders/list.ts',
  'tests/fixtures/company.ts',
]

const FORBIDDEN: [rule: string, file: string, imports: string][] = [
  ['room-engines-shared', 'engines/shared/a.ts', '../rights/index.ts'],
  ['room-engines-each', 'engines/rights/a.ts', '../../contract/orders.ts'],
  ['room-engines-calendars', 'engines/calendars/a.ts', '../rights/index.ts'],
  ['room-contract', 'contract/a.ts', '../engines/rights/index.ts'],
  ['room-server-platform', 'server/platform/a.ts', '../ledger/index.ts'],
  ['room-server-ledger', 'server/ledger/a.ts', '../modules/orders/index.ts'],
  ['room-server-modules', 'server/modules/orders/place-order.command.ts', '../../views/index.ts'],
  ['room-server-views', 'server/views/a.ts', '../modules/orders/index.ts'],
  ['room-server-integrations', 'server/integrations/csv/a.ts', '../../main.ts'],
  ['room-web-ui', 'web/ui/a.ts', '../../contract/orders.ts'],
  ['room-web-console', 'web/console/app/a.ts', '../../../server/platform/clock.ts'],
  ['room-cli', 'cli/a.ts', '../server/platform/clock.ts'],
  ['room-examples', 'examples/01-a/run.ts', '../../server/main.ts'],
  ['module-customers', 'server/modules/customers/a.command.ts', '../orders/index.ts'],
  ['module-orders', 'server/modules/orders/a.command.ts', '../billing/index.ts'],
  ['module-is-listed', 'server/modules/astrology/a.command.ts', '../orders/index.ts'],
  ['module-through-its-door', 'server/modules/billing/a.command.ts', '../orders/order.store.ts'],
  ['engine-through-its-door', 'server/modules/orders/a.command.ts', '../../../engines/rights/judge.ts'],
  ['integrations-apart', 'server/integrations/csv/a.ts', '../mail/index.ts'],
  ['features-apart', 'web/console/features/scorecard/a.ts', '../orders/list.ts'],
  ['nobody-imports-tests', 'server/a.ts', '../tests/fixtures/company.ts'],
  ['nobody-imports-a-test-file', 'tests/a.ts', '../engines/rights/a.test.ts'],
  ['pure-engines-no-node', 'engines/rights/a.ts', 'node:fs'],
  ['pure-engines-no-npm', 'engines/rights/a.ts', 'temporal-polyfill'],
  ['pure-calendars-only-temporal', 'engines/calendars/a.ts', 'papaparse'],
  ['pure-engine-tests', 'engines/rights/b.test.ts', '../../server/platform/clock.ts'],
  ['pure-decisions-no-package', 'server/modules/orders/order.ts', 'zod'],
  ['pure-decisions-no-package', 'server/modules/orders/order.ts', 'node:crypto'],
  ['pure-decisions-no-effect', 'server/modules/orders/order.ts', './order.store.ts'],
  ['database-behind-stores', 'server/modules/orders/orders.api.ts', 'pg'],
  ['contract-only-zod', 'contract/a.ts', 'papaparse'],
  ['no-cycles', 'server/modules/orders/order.store.ts', './order.store.ts'],
  ['no-orphans', 'server/modules/orders/lonely.ts', ''],
  ['everything-resolves', 'server/main.ts', './nowhere.ts'],
  ['nothing-undeclared', 'server/main.ts', 'undeclared'],
  ['server-runs-without-dev-packages', 'server/main.ts', 'echarts'],
]

const ALLOWED: [file: string, imports: string][] = [
  ['engines/calendars/a.ts', 'temporal-polyfill'],
  ['engines/rights/a.ts', '../calendars/index.ts'],
  ['contract/a.ts', 'zod'],
  ['server/modules/orders/a.store.ts', 'pg'],
  ['server/modules/orders/place-order.command.ts', '../customers/index.ts'],
  ['server/integrations/csv/a.ts', 'papaparse'],
  ['web/console/features/orders/a.ts', '../../../../contract/orders.ts'],
  ['server/modules/orders/a.test.ts', '../../../tests/fixtures/company.ts'],
]

let root = ''

function plant(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

async function brokenRules(file: string, imports: string): Promise<string[]> {
  const before = HOUSE.includes(file) ? 'export {}\n' : undefined
  plant(file, imports ? `import '${imports}'\n` : 'export {}\n')
  try {
    const result: IReporterOutput = await cruise([file], {
      ...rules.options,
      ruleSet: rules,
      validate: true,
      baseDir: root,
    })
    return (result.output as ICruiseResult).summary.violations.map((violation) => violation.rule.name)
  } finally {
    if (before === undefined) rmSync(join(root, file))
    else plant(file, before)
  }
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sevenfold-rules-'))
  for (const file of [...HOUSE, 'engines/rights/a.test.ts']) plant(file, 'export {}\n')
  for (const name of [...PACKAGES, 'undeclared']) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'dist/index.js' }))
    plant(`node_modules/${name}/dist/index.js`, 'module.exports = {}\n')
  }
  const [echarts, ...rest] = [...PACKAGES].reverse()
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  plant('package.json', JSON.stringify({ dependencies: versions(rest), devDependencies: versions([echarts!]) }))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('import rules', () => {
  test.each(FORBIDDEN)('%s refuses %s importing "%s"', async (rule, file, imports) => {
    expect(await brokenRules(file, imports)).toContain(rule)
  })

  test.each(ALLOWED)('%s may import "%s"', async (file, imports) => {
    expect(await brokenRules(file, imports)).toEqual([])
  })

  test('every rule has a planted case', () => {
    const planted = new Set(FORBIDDEN.map(([rule]) => rule))
    const general = /^(module-(?!is-listed|through)|room-)/
    const missing = rules.forbidden
      .map((rule: { name: string }) => rule.name)
      .filter((name: string) => !planted.has(name))
    expect(missing.filter((name: string) => !general.test(name))).toEqual([])
  })
})
