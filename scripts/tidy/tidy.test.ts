/** Each check is shown one thing it must find and one it must leave alone. */
import { describe, expect, test } from 'vitest'
import { CHECKS, sayFinding } from './check-tree.ts'
import type { SourceFile } from './tree.ts'

const GLOSSARY = `# Glossary
## Words and their twins

| concept | our word | from | never |
|---|---|---|---|
| who orders | \`customer\` | – | \`client\` (a login is a \`user\`) |
| quantities | \`onHand\` | – | \`qty\`, \`serviceLevel\` alone |

## File names

Never: \`utils\`.

## Where a twin is allowed

| word | where | why |
|---|---|---|
| \`client\` | web/, *.client.ts | theirs |
`

const file = (path: string, text: string): SourceFile => ({ path, text, bytes: text.length })
const run = (check: string, ...files: SourceFile[]) =>
  CHECKS[check]!([...files, file('docs/glossary.md', GLOSSARY)]).map(sayFinding)

describe('tidy', () => {
  const WORDS = 'identifiers use the words of the glossary'
  test.each(['const orderQty = 1', 'function f(client: X) {}', 'const clients = []', 'const serviceLevel = 1'])(
    'finds the forbidden twin in: %s',
    (text) => expect(run(WORDS, file('server/a.ts', text))).toHaveLength(1),
  )
  test.each([
    "const a = 'client'",
    '// qty of a client',
    'const cycleServiceLevel = 1',
    'x.client',
    'const user = 1',
    'const a = /qty/',
  ])('finds no twin in: %s', (text) => expect(run(WORDS, file('server/a.ts', text))).toEqual([]))
  test('finds a twin in a column name', () => {
    expect(run(WORDS, file('server/migrations/0001-a.sql', 'CREATE TABLE a (order_qty int) -- client'))).toHaveLength(1)
  })
  test('leaves a twin where the glossary allows it', () => {
    expect(run(WORDS, file('web/a.ts', 'const client = 1'), file('server/post.client.ts', 'const client = 1'))).toEqual(
      [],
    )
  })
  test('finds a file whose name hides a better one', () => {
    expect(run('file names say what is inside', file('server/utils.ts', ''))).toHaveLength(1)
  })
  test('finds a TODO without a number, and leaves one with', () => {
    const check = 'a note about unfinished work carries a number'
    expect(run(check, file('server/a.ts', '// TODO later\n// TODO(#12) then'))).toHaveLength(1)
  })
  test('finds a clock asked behind the back', () => {
    const check = 'time and chance are handed in'
    const text = 'const a = Date.now()\nconst b = new Date(1)\nconst c = Math.random()'
    expect(run(check, file('server/a.ts', text))).toHaveLength(2)
    expect(run(check, file('server/platform/clock.ts', text), file('server/a.test.ts', text))).toEqual([])
  })
  test('finds an instant compared with a day', () => {
    const check = 'an instant is compared with an instant'
    const compared = (to: string) => run(check, file('server/a.ts', `sql\`o.sent_at < ${to}\``))
    expect(compared('${day}::date + 1')).toHaveLength(1)
    expect(compared('${day}::date')).toHaveLength(1)
    expect(compared('(${day}::date + 1)::timestamptz')).toEqual([])
    expect(compared('${day}::date::timestamptz')).toEqual([])
  })
  test('finds an effect in a decision', () => {
    const check = 'engines and decisions only compute'
    expect(run(check, file('server/modules/orders/order.ts', 'export const f = async () => 1'))).toHaveLength(1)
    expect(run(check, file('server/modules/orders/order.store.ts', 'export const f = async () => 1'))).toEqual([])
  })
  test.each(['INSERT INTO orders.customer_order', 'update orders.order_line set', 'DELETE FROM orders.order_line'])(
    "finds a write to another module's schema: %s",
    (query) => {
      const check = 'a module writes only its own schema'
      expect(run(check, file('server/modules/billing/a.store.ts', `sql\`${query}\``))).toHaveLength(1)
      expect(run(check, file('server/modules/orders/a.store.ts', `sql\`${query}\``))).toEqual([])
    },
  )
  test('does not take a row lock or an upsert for a write', () => {
    const text =
      'sql`select 1 from orders.x for update of x; insert into billing.a select 1 on conflict do update set b = orders.c`'
    expect(run('a module writes only its own schema', file('server/modules/billing/a.store.ts', text))).toEqual([])
  })
  test('finds a file that only its own test imports', () => {
    const files = [file('engines/rights/a.ts', ''), file('engines/rights/a.test.ts', "import { a } from './a.ts'")]
    expect(run('no file is dead', ...files)).toHaveLength(1)
    expect(run('no file is dead', ...files, file('engines/rights/index.ts', "export { a } from './a.ts'"))).toEqual([])
  })
  test('finds an event its module keeps silent about', () => {
    const code = file('server/modules/orders/order.ts', "const a = { type: 'OrderPlaced' }")
    const check = 'every event stands in the README of its module'
    expect(run(check, code)).toHaveLength(1)
    expect(run(check, code, file('server/modules/orders/README.md', 'OrderPlaced: …'))).toEqual([])
  })
  test('finds a gap in the migrations', () => {
    const check = 'migrations are numbered without gaps'
    expect(run(check, file('server/migrations/0001-a.sql', ''), file('server/migrations/0003-b.sql', ''))).toHaveLength(
      1,
    )
  })
  test('finds a refusal code without an entry, and an entry without a code', () => {
    const codes = file('contract/refusals.ts', '  not_found: 404,\n')
    const told = file('docs/reference/refusals.md', '| `not_here` | 404 |')
    expect(run('every refusal code is explained', codes, told)).toHaveLength(2)
  })
  test('finds a second title and a link that leads nowhere', () => {
    const text = '# A\n[b](b.md) [home](#a)\n```\n# no title\n```\n# C\n'
    expect(run('a document has one title', file('docs/a.md', text))).toHaveLength(1)
    expect(run('links in documents lead somewhere', file('docs/a.md', text))).toHaveLength(1)
  })
  test('finds a path of one machine', () => {
    expect(run('no path or registry of one machine', file('server/a.ts', `const a = '/${'home'}/ann/x'`))).toHaveLength(
      1,
    )
  })
})
