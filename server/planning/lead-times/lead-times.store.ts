/** The learned table, one dated version after the other. */
import sql from 'sql-template-tag'
import type { Tx } from '../../platform/database/database.ts'
import type { LaneChances } from './lane-table.ts'

/** Older versions say nothing to anybody any more. */
const VERSIONS_KEPT = 30

export interface Learned {
  readonly learnedAt: Date
  readonly delivered: number
  readonly underWay: number
  readonly lost: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly lanes: readonly LaneChances[]
}

export async function keepLeadTimes(tx: Tx, learned: Learned): Promise<number> {
  const [row] = await tx.query<{ version: number }>(sql`INSERT INTO planning.lead_time_version
      (tenant_id, version, learned_at, delivered, under_way, lost, first_day, last_day)
    SELECT ${tx.tenantId}::uuid, coalesce(max(version), 0) + 1, ${learned.learnedAt}::timestamptz, ${learned.delivered}::int,
      ${learned.underWay}::int, ${learned.lost}::int, ${learned.firstDay}::date, ${learned.lastDay}::date
    FROM planning.lead_time_version WHERE tenant_id = ${tx.tenantId}::uuid RETURNING version`)
  const version = row!.version
  if (learned.lanes.length > 0)
    await tx.execute(sql`INSERT INTO planning.lead_time (tenant_id, version, lane_id, level, cases, chances)
      SELECT ${tx.tenantId}::uuid, ${version}, l.lane_id, l.level, l.cases, l.chances
      FROM jsonb_to_recordset(${JSON.stringify(learned.lanes)}::jsonb)
        AS l (lane_id text, level text, cases int, chances real[])`)
  await tx.execute(sql`DELETE FROM planning.lead_time_version
    WHERE tenant_id = ${tx.tenantId}::uuid AND version <= ${version - VERSIONS_KEPT}`)
  return version
}

export interface LearnedLaneRow extends LaneChances {
  readonly learned_at: Date
}

/** What the newest version says of these lanes; a lane it does not know is absent. */
export const findLeadTimes = (tx: Tx, laneIds: readonly string[]): Promise<LearnedLaneRow[]> =>
  tx.query<LearnedLaneRow>(sql`SELECT l.lane_id, l.level, l.cases, l.chances, v.learned_at
    FROM planning.lead_time_version v JOIN planning.lead_time l USING (tenant_id, version)
    WHERE v.tenant_id = ${tx.tenantId}::uuid AND l.lane_id = ANY (${laneIds}::platform.code[])
      AND v.version = (SELECT max(version) FROM planning.lead_time_version WHERE tenant_id = ${tx.tenantId}::uuid)`)
