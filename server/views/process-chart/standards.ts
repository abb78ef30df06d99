/** The standards of every activity, whoever set them: what the marks of the chart are held against. */
import type { ProcessStandards } from '../../../contract/process-standards.ts'
import type { Process } from '../../../contract/processes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { derivedTimes, packageBasis } from './derived-standards.ts'
import { handOverTimes } from './hand-over-times.ts'
import { askedShares } from './measured.ts'
import { standardOf, timedArrows } from './results.ts'
import type { Scope } from './weeks.ts'

type Row = ProcessStandards['rows'][number]

export async function standardsOf(tx: Tx, process: Process, scope: Scope, today: string): Promise<ProcessStandards> {
  const basis = await packageBasis(tx, scope, today)
  const asked = await askedShares(tx, scope, today)
  const derived = new Map((await derivedTimes(tx, process, scope, basis)).map((one) => [one.arrow.arrow, one]))
  const own = timedArrows(process)
  const times = await handOverTimes(tx, own, scope)
  const departmentOf = (stepId: string) => {
    const lane = process.steps.find(({ step_id }) => step_id === stepId)?.lane_id
    return process.lanes.find(({ lane_id }) => lane_id === lane)?.department ?? null
  }
  const ownerOf = (stepId: string) => process.steps.find(({ step_id }) => step_id === stepId)?.owner ?? null
  const steps = process.steps
    .filter(({ kind }) => kind === 'task')
    .map((step): Row => {
      const found = standardOf(step, asked, basis)
      return {
        ...{ kind: 'step', id: step.step_id, department: departmentOf(step.step_id), owner: step.owner ?? null },
        ...{ measure: step.measure ?? null, target: found?.standard ?? null, unit: 'share', median_hours: null },
        source: found?.of ?? 'none',
      }
    })
  const arrows = process.arrows.flatMap(({ arrow_id, to_step }): Row[] => {
    const set = own.find((one) => one.arrow === arrow_id)
    const made = derived.get(arrow_id)
    if (!set && !made) return []
    return [
      {
        ...{ kind: 'arrow', id: arrow_id, department: departmentOf(to_step), owner: ownerOf(to_step) },
        ...{ measure: 'hand_over', target: set?.hours ?? made!.arrow.hours, unit: 'hours' },
        source: set ? 'own' : 'package',
        median_hours: set ? (times.get(arrow_id)?.waiting?.median ?? null) : made!.median,
      },
    ]
  })
  const { packages, lead_hours } = basis
  const valid_from = packages.reduce(
    (latest, one) => (one.valid_from > latest ? one.valid_from : latest),
    process.valid_from,
  )
  return { rows: [...steps, ...arrows], packages, lead_hours, valid_from }
}
