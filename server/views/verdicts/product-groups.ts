/** The group of each line's product: read once for a pass over many lines, of which most name products met before. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { OrderDraft } from './line-draft.ts'

/** A range of products beyond any company's costs reading some again, and not the memory of the server. */
const PRODUCTS_MAX = 200_000

export class ProductGroups {
  private readonly groups = new Map<string, string>()

  async fill(tx: Tx, orders: readonly OrderDraft[]): Promise<void> {
    if (this.groups.size > PRODUCTS_MAX) this.groups.clear()
    const missing = new Set<string>()
    for (const order of orders)
      for (const { facts } of order) if (!this.groups.has(facts.productId)) missing.add(facts.productId)
    if (missing.size > 0) await this.read(tx, [...missing])
    for (const order of orders) for (const line of order) line.productGroup = this.groups.get(line.facts.productId)!
  }

  private async read(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.groups.set(id, '')
    const rows = await tx.query<{ product_id: string; product_group: string }>(sql`
      SELECT product_id, product_group FROM products.product
      WHERE tenant_id = ${tx.tenantId}::uuid AND product_id = ANY (${ids}::platform.code[]) AND product_group IS NOT NULL`)
    for (const row of rows) this.groups.set(row.product_id, row.product_group)
  }
}
