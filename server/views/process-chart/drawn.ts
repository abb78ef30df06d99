/** The process as it is drawn: the version that holds on a day, or the ready one. */
import sql, { type Sql } from 'sql-template-tag'
import type { Process } from '../../../contract/processes.ts'
import { READY_PROCESS } from '../../../contract/ready-process.ts'
import { type Chart, layoutChart, type PlacedChart } from '../../../engines/process-chart/index.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface Drawn {
  readonly process: Process
  /** Null: the ready process. */
  readonly version: number | null
}

const selectDrawn = (where: Sql): Sql => sql`SELECT p.subject_version AS version,
    jsonb_build_object('process_id', p.process_id, 'name', p.name, 'valid_from', p.valid_from, 'note', p.note,
      'kept_bpmn', p.kept_bpmn,
      'lanes', (SELECT coalesce(jsonb_agg(to_jsonb(l) - 'tenant_id' - 'process_id' ORDER BY l.lane_number, l.lane_id), '[]')
        FROM processes.lane l WHERE l.tenant_id = p.tenant_id AND l.process_id = p.process_id),
      'steps', (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'tenant_id' - 'process_id' ORDER BY s.step_id), '[]')
        FROM processes.step s WHERE s.tenant_id = p.tenant_id AND s.process_id = p.process_id),
      'arrows', (SELECT coalesce(jsonb_agg(to_jsonb(a) - 'tenant_id' - 'process_id' ORDER BY a.arrow_id), '[]')
        FROM processes.arrow a WHERE a.tenant_id = p.tenant_id AND a.process_id = p.process_id)) AS process
  FROM processes.process p WHERE ${where}`

export async function drawnOn(tx: Tx, day: string): Promise<Drawn> {
  const [row] = await tx.query<{ process: Process; version: number }>(
    selectDrawn(
      sql`p.tenant_id = ${tx.tenantId}::uuid AND p.valid_from <= ${day}::date ORDER BY p.valid_from DESC LIMIT 1`,
    ),
  )
  return row ?? { process: READY_PROCESS, version: null }
}

export async function drawnVersion(tx: Tx, processId: string): Promise<Process | null> {
  const [row] = await tx.query<{ process: Process }>(
    selectDrawn(sql`p.tenant_id = ${tx.tenantId}::uuid AND p.process_id = ${processId}`),
  )
  return row?.process ?? (processId === READY_PROCESS.process_id ? READY_PROCESS : null)
}

export const comingAfter = (tx: Tx, day: string) =>
  tx.query<{ process_id: string; name: string; valid_from: string }>(sql`SELECT process_id, name, valid_from
    FROM processes.process WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from > ${day}::date ORDER BY valid_from`)

export const chartOf = ({ lanes, steps, arrows }: Pick<Process, 'lanes' | 'steps' | 'arrows'>): Chart => ({
  lanes: [...lanes].sort((a, b) => a.lane_number - b.lane_number).map(({ lane_id }) => lane_id),
  steps: steps.map(({ step_id, kind, lane_id, activities }) => ({
    ...{ id: step_id, kind, lane: lane_id ?? null, activities },
  })),
  arrows: arrows.map(({ arrow_id, from_step, to_step }) => ({ id: arrow_id, from: from_step, to: to_step })),
})

/** Where everything of a drawn process stands. */
export const placedOf = (process: Pick<Process, 'lanes' | 'steps' | 'arrows'>): PlacedChart =>
  layoutChart(chartOf(process))
