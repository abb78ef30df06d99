/** What a person's department does in the process: its steps with their results and open work, and its hand-overs. */
import sql from 'sql-template-tag'
import type { MyRole, StepResult } from '../../../contract/process-chart.ts'
import type { Department } from '../../../contract/process-words.ts'
import type { Arrow, Process } from '../../../contract/processes.ts'
import type { Tx } from '../../platform/database/database.ts'
import { openWorkAt } from './open-work.ts'

/** Of who has not said whose work they do. */
const BY_ROLE: Readonly<Partial<Record<string, Department>>> = {
  owner: 'management',
  manager: 'management',
  coordinator: 'order_desk',
  planner: 'planning',
  warehouse: 'warehouse',
  driver: 'transport',
  finance: 'finance',
}

export async function departmentOf(
  tx: Tx,
  actor: string,
  role: string,
): Promise<Pick<MyRole, 'department' | 'is_chosen'>> {
  const userId = actor.startsWith('user:') ? actor.slice('user:'.length) : ''
  const [row] = await tx.query<{ department: Department | null }>(sql`SELECT department FROM people.member
    WHERE tenant_id = ${tx.tenantId}::uuid AND user_id = ${userId}`)
  return { department: row?.department ?? BY_ROLE[role] ?? null, is_chosen: Boolean(row?.department) }
}

interface Role {
  readonly process: Process
  readonly results: Readonly<Record<string, StepResult>>
  readonly department: Department | null
  readonly now: Date
}

/** The company's leaders see every department's steps. */
export async function roleOf(
  tx: Tx,
  { process, results, department, now }: Role,
): Promise<Pick<MyRole, 'steps' | 'from_others' | 'to_others'>> {
  const laneOf = new Map(process.lanes.map((lane) => [lane.lane_id, lane.department]))
  const departments = new Map(process.steps.map((step) => [step.step_id, laneOf.get(step.lane_id ?? '') ?? null]))
  const isOwn = (stepId: string) => department === 'management' || departments.get(stepId) === department
  const steps: MyRole['steps'] = []
  for (const step of process.steps.filter(({ kind, step_id }) => kind === 'task' && isOwn(step_id)))
    steps.push({
      step_id: step.step_id,
      result: results[step.step_id] ?? null,
      open: await openWorkAt(tx, process, step, now),
    })
  const links = linksOf(process).map(({ arrow, from, to }) => ({
    arrow,
    from,
    to,
    a: departments.get(from),
    b: departments.get(to),
  }))
  const between = links.filter(({ a, b }) => a !== b && department !== null && department !== 'management')
  const neighbor = (link: (typeof links)[number], own: 'from' | 'to') => ({
    ...{ arrow_id: link.arrow.arrow_id, own_step: link[own], other_step: own === 'from' ? link.to : link.from },
    other_department: (own === 'from' ? link.b : link.a) ?? null,
    standard_hours: link.arrow.standard_hours ?? null,
    result: results[link.arrow.arrow_id] ?? null,
  })
  return {
    steps,
    from_others: between.filter(({ b }) => b === department).map((link) => neighbor(link, 'to')),
    to_others: between.filter(({ a }) => a === department).map((link) => neighbor(link, 'from')),
  }
}

/** From each step that does work to the next ones that do; the last arrow on the way bears the standard. */
function linksOf({ steps, arrows }: Process): { arrow: Arrow; from: string; to: string }[] {
  const tasks = new Set(steps.filter(({ kind }) => kind === 'task').map(({ step_id }) => step_id))
  return [...tasks].flatMap((from) => {
    const found: { arrow: Arrow; from: string; to: string }[] = []
    const passed = new Set<string>()
    const open = arrows.filter(({ from_step }) => from_step === from)
    for (let arrow = open.pop(); arrow !== undefined; arrow = open.pop()) {
      if (passed.has(arrow.arrow_id)) continue
      passed.add(arrow.arrow_id)
      const { to_step: to } = arrow
      if (tasks.has(to)) found.push({ arrow, from, to })
      else open.push(...arrows.filter(({ from_step }) => from_step === to))
    }
    return found
  })
}
