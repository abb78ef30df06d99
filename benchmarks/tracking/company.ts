/** A company with shipments under way behind the real server, and what is told of them. */
import pg from 'pg'
import { startEmbeddedDatabase } from '../../server/benchmark-door.ts'
import { openCompany } from '../orders-list/company.ts'

const ORDERS = 20_000

export interface Shipment {
  readonly shipment_id: string
  readonly order_id: string
}

export interface TrackedCompany {
  readonly url: string
  readonly cookie: string
  readonly processId: number
  readonly shipments: readonly Shipment[]
  /** As the owner of the tables, past every wall: for what is compared with. */
  readonly owner: pg.Client
  close(): Promise<void>
}

export async function openTrackedCompany(): Promise<TrackedCompany> {
  const { server, cookie } = await openCompany(ORDERS)
  const database = await startEmbeddedDatabase({ stateDirectory: server.stateDirectory })
  const owner = new pg.Client({ connectionString: new URL('/sevenfold', database.adminUrl).href })
  await owner.connect()
  const { rows } = await owner.query<Shipment>(
    `SELECT shipment_id, min(order_id::text) AS order_id FROM shipments.shipment_line GROUP BY 1 ORDER BY 1`,
  )
  return {
    url: server.url,
    cookie,
    processId: server.processId(),
    shipments: rows,
    owner,
    async close() {
      await owner.end()
      await database.stop()
      await server.dispose()
    },
  }
}

const MILESTONES = ['picked', 'packed', 'picked_up', 'departed', 'arrived_facility', 'out_for_delivery'] as const
const STEP_MS = 3_600_000
const START = Date.parse('2026-03-10T06:00:00Z')
/** Programs repeat themselves: every fiftieth event was told before. */
const REPEATED_EVERY = 50

/** The `nth` event of all: a shipment after the other, step after step. */
export function eventAt(shipments: readonly Shipment[], nth: number) {
  const told = nth > 0 && nth % REPEATED_EVERY === 0 ? nth - 1 : nth
  const round = Math.floor(told / shipments.length)
  return {
    shipment_id: shipments[told % shipments.length]!.shipment_id,
    source: 'benchmark',
    source_event_id: `E${told}`,
    milestone: MILESTONES[round % MILESTONES.length]!,
    occurred_at: new Date(START + round * STEP_MS + (told % 3_600) * 1000).toISOString(),
    latitude: 47.01,
    longitude: 28.86,
  }
}
