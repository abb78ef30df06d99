/** Reads by plan, not by luck: what the database does for each question of the list, as the application's role meets it. */
import pg from 'pg'
import { OrderListQuery } from '../../contract/order-file.ts'
import { listOrders, startEmbeddedDatabase, type Tx } from '../../server/benchmark-door.ts'
import type { Company } from './company.ts'
import type { Question } from './questions.ts'

const DATABASE = 'sevenfold'

/** The tables that a question reads through from end to end, by question; small ones may be, orders and lines may not. */
export async function tablesReadThrough(company: Company, questions: readonly Question[]) {
  const embedded = await startEmbeddedDatabase({ stateDirectory: company.server.stateDirectory })
  const url = new URL(embedded.adminUrl)
  url.pathname = `/${DATABASE}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const { rows } = await client.query<{ tenant_id: string }>('SELECT tenant_id FROM orders.customer_order LIMIT 1')
    await client.query('SET ROLE sevenfold_app')
    await client.query("SELECT set_config('app.tenant', $1, false)", [rows[0]!.tenant_id])
    const found: Record<string, string[]> = {}
    for (const { name, ask } of questions) found[name] = await readThrough(client, rows[0]!.tenant_id, ask(1))
    return found
  } finally {
    await client.end()
    await embedded.leave()
  }
}

async function readThrough(client: pg.Client, tenantId: string, address: string): Promise<string[]> {
  const query = OrderListQuery.parse(Object.fromEntries(new URL(address, 'http://list').searchParams))
  const plans: string[] = []
  const explaining = {
    tenantId,
    query: async (statement: { text: string; values: unknown[] }) => {
      const { rows } = await client.query(`EXPLAIN ${statement.text}`, statement.values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return []
    },
  }
  await listOrders(explaining as unknown as Tx, query, null)
  if (process.env.EXPLAIN) process.stderr.write(`${address}\n${plans.join('\n')}\n\n`)
  return [...plans.join('\n').matchAll(/Seq Scan on (\w+)/g)].map((match) => match[1]!)
}
