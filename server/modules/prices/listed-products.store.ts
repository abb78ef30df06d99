/** Pages of the products on a list. */
import sql, { empty } from 'sql-template-tag'
import type { z } from 'zod'
import type { ListedQuery } from '../../../contract/prices.ts'
import { getRecord, type State, selectStates } from '../../ledger/index.ts'
import { countRows } from '../../platform/database/count-rows.ts'
import type { Tx } from '../../platform/database/database.ts'
import { listedProduct, priceList } from './price-list.ts'

/** By product code. Refuses `not_found` for a list that does not exist. */
export async function listListed(tx: Tx, listId: string, query: z.output<typeof ListedQuery>) {
  await getRecord(tx, priceList, listId)
  const pattern = `%${(query.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const from = sql`FROM prices.listed_product l
    LEFT JOIN products.product p ON p.tenant_id = l.tenant_id AND p.product_id = l.product_id
    WHERE l.tenant_id = ${tx.tenantId}::uuid AND l.list_id = ${listId}
      ${query.q === undefined ? empty : sql`AND (l.product_id ILIKE ${pattern} OR p.name ILIKE ${pattern})`}`
  const keys = await tx.query<{ listed_id: string; product_id: string }>(sql`
    SELECT l.listed_id, l.product_id ${from}
      ${query.cursor === undefined ? empty : sql`AND l.product_id > ${query.cursor}`}
    ORDER BY l.product_id LIMIT ${query.limit + 1}`)
  const page = keys.slice(0, query.limit)
  const states = selectStates(tx, listedProduct, sql`SELECT unnest(${page.map((key) => key.listed_id)}::text[])`)
  const rows = await tx.query<{ subject_version: number; data: State }>(sql`${states} ORDER BY h.product_id`)
  return {
    rows: rows.map((row) => ({ ...row.data, version: row.subject_version })),
    total: await countRows(tx, from, query.cursor),
    nextCursor: keys.length > query.limit ? page.at(-1)!.product_id : null,
  }
}

export async function isListed(tx: Tx, listedId: string): Promise<boolean> {
  const found = await tx.execute(sql`SELECT 1 FROM prices.listed_product
    WHERE tenant_id = ${tx.tenantId}::uuid AND listed_id = ${listedId}`)
  return found > 0
}
