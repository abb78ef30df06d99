/** The sample company's own vans: their trips of the last days, told through the product's own commands at the hours they happened. */
import sql from 'sql-template-tag'
import { type VanDoor, vanStory } from '../engines/simulation/index.ts'
import { createRecord } from './ledger/index.ts'
import { endTrip, planTrip, startTrip, takePositions, vehicle } from './modules/vehicles/index.ts'
import { fixedClock } from './platform/clock.ts'
import type { Context } from './platform/context.ts'
import { inSnapshot, inTransaction } from './platform/database/transaction.ts'

const CARRIER = 'OWN-VANS'
/** Enough to learn from how fast vans get from door to door. */
const DAYS_TOLD = 5
const FLEET = [
  { site: 'SITE-CHI', plates: ['LMK 101', 'LMK 102', 'LMK 103'] },
  { site: 'SITE-IAS', plates: ['IS 21 LMK', 'IS 22 LMK'] },
  { site: 'SITE-EVN', plates: ['35 LM 107', '35 LM 108'] },
] as const
const MINUTE_MS = 60_000
const LONGEST_MS = 13 * 60 * MINUTE_MS
const REPORTS_A_TIME = 1_000

interface Door extends VanDoor {
  readonly site_id: string
  readonly site_latitude: number
  readonly site_longitude: number
  readonly day: string
  readonly is_today: boolean
  readonly left_at: number
}

export async function tellVans(context: Context, seed: number, driverId: string): Promise<void> {
  const vans = FLEET.flatMap(({ site, plates }) =>
    plates.map((plate, nth) => ({ site, plate, vehicle_id: `VAN-${site.slice(-3)}-${nth + 1}`, nth })),
  )
  const doors = await readDoors(context)
  // In one transaction: a first start on a slow disk pays every commit.
  await inTransaction(context, async (tx) => {
    for (const { site, plate, vehicle_id, nth } of vans)
      await createRecord(context, tx, vehicle, {
        ...{ vehicle_id, name: `Van ${site.slice(-3)} ${nth + 1}`, plate, carrier_id: CARRIER, site_id: site },
        ...{ driver_id: vehicle_id === vans[0]!.vehicle_id ? driverId : null, payload_kg: 1_100, volume_m3: 11 },
        ...{ device: `box-${vehicle_id.toLowerCase()}`, is_active: true },
      })
    for (const [nth, run] of runsOf(doors, vans).entries()) await tellRun({ ...context, tx }, run, { seed, nth })
  })
}

interface Run {
  readonly vehicle_id: string
  readonly doors: readonly Door[]
}

/** Doors of a site and day go round the site's vans, in the order of their hours. */
function runsOf(
  doors: readonly Door[],
  vans: readonly { readonly site: string; readonly vehicle_id: string }[],
): Run[] {
  const runs = new Map<string, { vehicle_id: string; doors: Door[] }>()
  const turns = new Map<string, number>()
  for (const door of doors) {
    const own = vans.filter(({ site }) => site === door.site_id)
    const turn = turns.get(`${door.site_id} ${door.day}`) ?? 0
    turns.set(`${door.site_id} ${door.day}`, turn + 1)
    const { vehicle_id } = own[turn % own.length]!
    const run = runs.get(`${vehicle_id} ${door.day}`) ?? { vehicle_id, doors: [] }
    run.doors.push(door)
    runs.set(`${vehicle_id} ${door.day}`, run)
  }
  return [...runs.values()]
}

async function tellRun(context: Context, { vehicle_id, doors }: Run, { seed, nth }: { seed: number; nth: number }) {
  const now = context.clock.now().getTime()
  const [first] = doors as [Door]
  const site = { latitude: first.site_latitude, longitude: first.site_longitude }
  const story = vanStory({ nth, site, left_at: first.left_at, doors }, { seed, now })
  const at = (instant: number): Context => ({ ...context, clock: fixedClock(new Date(instant)) })
  const trip_id = `TR-${first.day}-${vehicle_id}`
  const stops = story.doors.map(({ shipment_id }, index) => ({ stop_number: index + 1, shipment_id }))
  await planTrip(at(first.left_at - 30 * MINUTE_MS), { trip_id, vehicle_id, day: first.day, stops })
  await startTrip(at(first.left_at), trip_id)
  const reports = story.fixes.map((fix) => ({ ...fix, vehicle_id, at: new Date(fix.at).toISOString() }))
  for (let from = 0; from < reports.length; from += REPORTS_A_TIME)
    await takePositions(context, reports.slice(from, from + REPORTS_A_TIME), { toldBy: 'source:boxes' })
  const back = story.back_at ?? (first.is_today ? null : Math.min(now, first.left_at + LONGEST_MS))
  if (back !== null) await endTrip(at(back), trip_id)
}

/** What went with own vans in the last days; what is still on its way rides today. */
async function readDoors(context: Context): Promise<Door[]> {
  const now = context.clock.now()
  const rows = await inSnapshot(context, (tx) =>
    tx.query<Omit<Door, 'left_at' | 'delivered_at'> & { left_at: Date; delivered_at: Date | null }>(sql`
      WITH sent AS (SELECT h.shipment_id, h.from_location_id AS site_id, h.shipped_on, h.shipped_at, l.latitude, l.longitude,
          f.latitude AS site_latitude, f.longitude AS site_longitude,
          (${now}::timestamptz AT TIME ZONE f.zone)::date AS today,
          (SELECT min(d.delivered_at) FROM delivery.delivery d WHERE d.tenant_id = h.tenant_id
            AND d.shipment_id = h.shipment_id) AS delivered_at
        FROM shipments.shipment h JOIN locations.location f ON f.tenant_id = h.tenant_id AND f.location_id = h.from_location_id
        JOIN locations.location l ON l.tenant_id = h.tenant_id AND l.location_id = h.to_location_id
        WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.carrier_id = ${CARRIER}
          AND h.shipped_on > ${now}::timestamptz::date - ${DAYS_TOLD}::int AND l.latitude IS NOT NULL),
      run AS (SELECT s.*, CASE WHEN delivered_at IS NULL THEN max(shipped_on) OVER (PARTITION BY site_id) ELSE shipped_on END AS day
        FROM sent s)
      SELECT shipment_id, site_id, site_latitude, site_longitude, latitude, longitude, delivered_at, day, day = today AS is_today,
        min(shipped_at) FILTER (WHERE shipped_on = day) OVER (PARTITION BY site_id, day) AS left_at
      FROM run WHERE delivered_at IS NULL OR delivered_at < (day + 1)::timestamp AT TIME ZONE 'UTC'
      ORDER BY day, site_id, delivered_at NULLS LAST, shipment_id`),
  )
  return rows.flatMap(({ left_at, delivered_at, ...row }) =>
    left_at === null ? [] : [{ ...row, left_at: left_at.getTime(), delivered_at: delivered_at?.getTime() ?? null }],
  )
}
