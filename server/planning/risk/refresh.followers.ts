/** Keeps the list of promises in danger current: by events, and by the passing of time. */
import { followRange, lockBookmark } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { readObservations } from '../../views/visibility/observed.ts'
import { groupBy } from '../proposals/group-by.ts'
import { assessLine, type RiskRow } from './assess-lines.ts'
import { type LineFacts, type LineKey, readLines, readOverloads, readShortClaims, readSupply } from './facts.store.ts'
import { closeLines, writeRows } from './risk.store.ts'
import { type RiskSetting, readLanes, readSetting } from './setting.ts'
import { shipmentStates } from './shipment-states.ts'
import { gapsOf, lineId } from './stock-gaps.ts'
import { findDueLines, findTouchedLines, markTouched } from './touched-lines.store.ts'

/** Its bookmark row is also the lock that lets only one of the two run at a time. */
const FOLLOWER = 'risk'
const LINES_A_PAGE = 4_000
const SWEPT_LINES_MAX = 20_000
const HOUR_MS = 3_600_000

/** Assesses the lines touched by new events anew. Returns how many events were read; 0 means the list is current. */
export function followRisk(context: Context, eventsMax?: number): Promise<number> {
  const now = context.clock.now()
  return followRange(
    context,
    {
      name: FOLLOWER,
      async handle(tx, range) {
        await markTouched(tx, range)
        const open = await findTouchedLines(tx, range, now.toISOString().slice(0, 10))
        await closeLines(tx, now)
        if (open > 0) await assessAll(tx, now)
      },
    },
    eventsMax,
  )
}

/** Assesses lines whose time has come anew. Returns how many there were. */
export function sweepRisk(context: Context): Promise<number> {
  const now = context.clock.now()
  return inTransaction(context, async (tx) => {
    await lockBookmark(context, tx, FOLLOWER)
    const at = {
      today: now.toISOString().slice(0, 10),
      hourAgo: new Date(now.getTime() - HOUR_MS),
      limit: SWEPT_LINES_MAX,
    }
    const open = await findDueLines(tx, at)
    const gone = await closeLines(tx, now)
    if (open > 0) await assessAll(tx, now)
    return open + gone
  })
}

async function assessAll(tx: Tx, now: Date): Promise<void> {
  const setting = await readSetting(tx, now)
  let after: LineKey = { order_id: '', line_number: 0 }
  for (;;) {
    const lines = await readLines(tx, after, setting.day, LINES_A_PAGE)
    const last = lines.at(-1)
    if (!last) return
    await writeRows(tx, await assessPage(tx, lines, setting), now)
    after = last
  }
}

async function assessPage(tx: Tx, lines: readonly LineFacts[], setting: RiskSetting): Promise<RiskRow[]> {
  // Whether all of it has left decides which facts speak of a line at all.
  const isGone = (line: LineFacts) => line.shipment_id !== null && line.shipped >= line.wanted
  const here = lines.filter((line) => !isGone(line))
  const away = lines.filter(isGone)
  const claims = here.length === 0 ? [] : await readShortClaims(tx, here)
  const gaps = gapsOf(claims, await readSupply(tx, claims))
  const overloads = groupBy(here.length === 0 ? [] : await readOverloads(tx, here), lineId)
  const shipmentIds = [...new Set(away.map((line) => line.shipment_id!))]
  const states = shipmentStates(away, await readObservations(tx, shipmentIds), setting.now)
  const laneIds = [...new Set(lines.flatMap((line) => (line.lane_id === null ? [] : [line.lane_id])))]
  const lanes = await readLanes(tx, laneIds, setting.day)
  return lines.map((line) =>
    assessLine(
      {
        line,
        shipment: isGone(line) ? states.get(line.shipment_id!)! : null,
        gaps: gaps.get(lineId(line)) ?? [],
        overloads: overloads.get(lineId(line)) ?? [],
      },
      setting,
      lanes,
    ),
  )
}
