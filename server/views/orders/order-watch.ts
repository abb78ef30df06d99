/**
 * Tells open pages that something of their order, or on the road, has changed. However many pages are open, one look at the ledger a tenant
 * serves them all: ten thousand pages must not be ten thousand questions.
 */
import { setTimeout as pause } from 'node:timers/promises'
import sql from 'sql-template-tag'
import { currentSnapshot, newlyVisible } from '../../ledger/index.ts'
import { type Context, systemContext } from '../../platform/context.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'

const LOOK_EVERY_MS = 400
/** After a database that does not answer. */
const REST_MS = 3_000
/** More at once, such as an import: everybody is told to look. */
const EVENTS_MAX = 20_000

/** What no order can be called: everything on the road, vehicles included. */
export const ROAD = ' road'

type Hear = () => void

class TenantWatch {
  readonly #context: Context
  readonly #byOrder = new Map<string, Set<Hear>>()
  #snapshot: string
  #isLooking = false
  /** How often vehicles were seen somewhere else, all told: positions stand on no ledger. */
  #moves: number | undefined

  constructor(context: Context, snapshot: string) {
    this.#context = systemContext(context, context.principal.tenantId, 'watch')
    this.#snapshot = snapshot
  }

  get isIdle(): boolean {
    return this.#byOrder.size === 0
  }

  /** Returns how to stop hearing. */
  hear(orderId: string, hear: Hear): () => void {
    const hearers = this.#byOrder.get(orderId) ?? new Set()
    this.#byOrder.set(orderId, hearers.add(hear))
    if (!this.#isLooking) void this.#look()
    return () => {
      hearers.delete(hear)
      if (hearers.size === 0 && this.#byOrder.get(orderId) === hearers) this.#byOrder.delete(orderId)
    }
  }

  async #look(): Promise<void> {
    this.#isLooking = true
    while (!this.isIdle) {
      // Nobody waits for this pause when the server ends.
      await pause(LOOK_EVERY_MS, undefined, { ref: false })
      const isRoadWatched = this.#byOrder.has(ROAD)
      const seen = await inSnapshot(this.#context, async (tx) => ({
        ...(await touchedSince(tx, this.#snapshot)),
        moves: isRoadWatched ? await countMoves(tx) : undefined,
      })).catch(() => null)
      if (!seen) {
        await pause(REST_MS, undefined, { ref: false })
        continue
      }
      this.#snapshot = seen.snapshot
      const hasMoved = seen.isRoad || (seen.moves !== undefined && seen.moves !== this.#moves)
      this.#moves = seen.moves
      const touched = seen.isTooMany ? [...this.#byOrder.keys()] : [...seen.orders, ...(hasMoved ? [ROAD] : [])]
      for (const topic of touched) for (const hear of this.#byOrder.get(topic) ?? []) hear()
    }
    this.#isLooking = false
  }
}

async function countMoves(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ moves: number }>(
    sql`SELECT coalesce(sum(changes), 0)::float8 AS moves FROM vehicles.last_position WHERE tenant_id = ${tx.tenantId}::uuid`,
  )
  return row!.moves
}

/** Orders with a new event of themselves, their promises, shipments, deliveries or bills. */
async function touchedSince(tx: Tx, since: string) {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const [row] = await tx.query<{ orders: string[] | null; events: number; is_road: boolean; snapshot: string }>(sql`
    WITH e AS MATERIALIZED (SELECT e.subject_type, e.subject_id FROM ledger.event e WHERE ${newlyVisible(tx, since)}
        LIMIT ${EVENTS_MAX}),
      touched (order_id) AS (
        SELECT subject_id::text FROM e WHERE subject_type = 'customer_order'
        UNION SELECT regexp_replace(subject_id, '/[0-9]+$', '') FROM e WHERE subject_type = 'promise'
        UNION SELECT l.order_id FROM e JOIN shipments.shipment_line l ON l.${tenant} AND l.shipment_id = e.subject_id
          WHERE e.subject_type IN ('shipment', 'tracking')
        UNION SELECT l.order_id FROM e JOIN delivery.delivery_line l ON l.${tenant} AND l.delivery_id = e.subject_id
          WHERE e.subject_type = 'delivery'
        UNION SELECT l.order_id FROM e JOIN billing.invoice_line l ON l.${tenant} AND l.invoice_id = e.subject_id
          WHERE e.subject_type = 'invoice')
    SELECT (SELECT array_agg(order_id) FROM touched) AS orders, (SELECT count(*) FROM e) AS events,
      EXISTS (SELECT FROM e WHERE subject_type IN ('shipment', 'tracking', 'delivery', 'trip', 'vehicle')) AS is_road,
      pg_current_snapshot()::text AS snapshot`)
  const { orders, events, is_road, snapshot } = row!
  return { orders: orders ?? [], isTooMany: events >= EVENTS_MAX, isRoad: is_road, snapshot }
}

const watches = new WeakMap<Database, Map<string, TenantWatch>>()

/** Joins the tenant's watch. What happens after this transaction's snapshot is heard. */
export async function joinWatch(context: Context, tx: Tx): Promise<TenantWatch> {
  const { database, principal } = context
  const ofTenant = watches.get(database) ?? new Map<string, TenantWatch>()
  watches.set(database, ofTenant)
  const found = ofTenant.get(principal.tenantId)
  // One that nobody listens to has stopped looking: what it has seen last is long ago.
  if (found && !found.isIdle) return found
  const watch = new TenantWatch(context, await currentSnapshot(tx))
  ofTenant.set(principal.tenantId, watch)
  return watch
}
