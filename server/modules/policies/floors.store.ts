/** Which floors of service hold for a segment on a day. */
import sql from 'sql-template-tag'
import type { ServiceFloor } from '../../../contract/service-floors.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import type { State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export type Floor = Omit<HeldFloor, 'is_broken'>

/** Of each element the segment's own and the one for every segment, each the latest that has begun: both must be kept. */
export async function floorsOn(tx: Tx, day: string): Promise<Floor[]> {
  return tx.query<Floor>(sql`SELECT DISTINCT ON (f.element, f.segment_id) f.floor_id, f.segment_id, f.element,
      f.level::double precision AS level, f.reason
    FROM policies.service_floor f
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.valid_from <= ${day}::date
    ORDER BY f.element, f.segment_id, f.valid_from DESC`)
}

export const floorsOf = (floors: readonly Floor[], segmentId: string): Floor[] =>
  floors.filter((floor) => floor.segment_id === null || floor.segment_id === segmentId)

export interface Former {
  /** The level of the floor before it; null: there is none. */
  readonly before: number | null
  /** As it is stored; null: it is new. */
  readonly itself: Pick<ServiceFloor, 'segment_id' | 'element' | 'level' | 'valid_from'> | null
}

/** What a floor would follow, and what it was itself. */
export async function formerFloor(tx: Tx, state: State): Promise<Former> {
  const { floor_id, segment_id = null, element, valid_from } = state as unknown as ServiceFloor
  const [row] = await tx.query<Former>(sql`SELECT
    (SELECT f.level::double precision FROM policies.service_floor f WHERE f.tenant_id = ${tx.tenantId}::uuid
      AND f.floor_id <> ${floor_id} AND f.element = ${element} AND f.segment_id IS NOT DISTINCT FROM ${segment_id}::text
      AND f.valid_from <= ${valid_from}::date ORDER BY f.valid_from DESC LIMIT 1) AS before,
    (SELECT jsonb_build_object('segment_id', f.segment_id, 'element', f.element, 'level', f.level,
        'valid_from', f.valid_from, 'approved_by', f.approved_by) FROM policies.service_floor f
      WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.floor_id = ${floor_id}) AS itself`)
  return row!
}
