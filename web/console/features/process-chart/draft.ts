/** Changes to a drawing that is not kept yet. Each gives a new draft and leaves the old one as it was. */
import type { Arrow, Lane, Process, Step } from '../../../../contract/processes.ts'

export type Draft = Pick<Process, 'name' | 'note' | 'lanes' | 'steps' | 'arrows' | 'kept_bpmn'>

const freshId = (taken: readonly string[], stem: string): string => {
  for (let nth = taken.length + 1; ; nth++) if (!taken.includes(`${stem}-${nth}`)) return `${stem}-${nth}`
}

export const inOrder = (lanes: readonly Lane[]): Lane[] => [...lanes].sort((a, b) => a.lane_number - b.lane_number)
const numbered = (lanes: readonly Lane[]): Lane[] => lanes.map((lane, at) => ({ ...lane, lane_number: at + 1 }))

export function addLane(draft: Draft, department: Lane['department']): Draft {
  const lane_id = freshId(
    draft.lanes.map((lane) => lane.lane_id),
    'lane',
  )
  return { ...draft, lanes: numbered([...inOrder(draft.lanes), { lane_id, lane_number: 0, department }]) }
}

export const changeLane = (draft: Draft, id: string, change: Partial<Lane>): Draft => ({
  ...draft,
  lanes: draft.lanes.map((lane) => (lane.lane_id === id ? { ...lane, ...change } : lane)),
})

/** Moves a lane one place to the left (−1) or right (1). */
export function moveLane(draft: Draft, id: string, by: 1 | -1): Draft {
  const lanes = inOrder(draft.lanes)
  const at = lanes.findIndex(({ lane_id }) => lane_id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= lanes.length) return draft
  const [moved] = lanes.splice(at, 1)
  lanes.splice(to, 0, moved!)
  return { ...draft, lanes: numbered(lanes) }
}

/** Its steps stay, without a lane. */
export const removeLane = (draft: Draft, id: string): Draft => ({
  ...draft,
  lanes: numbered(inOrder(draft.lanes).filter(({ lane_id }) => lane_id !== id)),
  steps: draft.steps.map((step) => (step.lane_id === id ? { ...step, lane_id: null } : step)),
})

/** After another step: it takes over that one's ways out. */
export function addStep(draft: Draft, name: string, after: string | null): [draft: Draft, id: string] {
  const step_id = freshId(
    draft.steps.map((step) => step.step_id),
    'step',
  )
  const before = draft.steps.find((step) => step.step_id === after)
  const lane_id = before?.lane_id ?? inOrder(draft.lanes)[0]?.lane_id ?? null
  const steps: Step[] = [...draft.steps, { step_id, kind: 'task', lane_id, name, activities: [] }]
  if (!before) return [{ ...draft, steps }, step_id]
  const moved = draft.arrows.map((arrow) => (arrow.from_step === after ? { ...arrow, from_step: step_id } : arrow))
  return [connect({ ...draft, steps, arrows: moved }, before.step_id, step_id), step_id]
}

export const changeStep = (draft: Draft, id: string, change: Partial<Step>): Draft => ({
  ...draft,
  steps: draft.steps.map((step) => (step.step_id === id ? { ...step, ...change } : step)),
})

/** Where one way came in or one went out, what stood before it leads to what stood behind it. */
export function removeStep(draft: Draft, id: string): Draft {
  const [into, out] = [
    draft.arrows.filter((one) => one.to_step === id),
    draft.arrows.filter((one) => one.from_step === id),
  ]
  const bare = {
    ...draft,
    steps: draft.steps.filter((step) => step.step_id !== id),
    arrows: draft.arrows.filter((one) => one.from_step !== id && one.to_step !== id),
  }
  if (into.length !== 1 && out.length !== 1) return bare
  return into.reduce((all, a) => out.reduce((some, b) => connect(some, a.from_step, b.to_step), all), bare)
}

/** Nothing where the two are connected already. */
export function connect(draft: Draft, from: string, to: string): Draft {
  if (draft.arrows.some((one) => one.from_step === from && one.to_step === to)) return draft
  const arrow_id = freshId(
    draft.arrows.map((arrow) => arrow.arrow_id),
    'arrow',
  )
  return { ...draft, arrows: [...draft.arrows, { arrow_id, from_step: from, to_step: to }] }
}

export const changeArrow = (draft: Draft, id: string, change: Partial<Arrow>): Draft => ({
  ...draft,
  arrows: draft.arrows.map((arrow) => (arrow.arrow_id === id ? { ...arrow, ...change } : arrow)),
})

export const removeArrow = (draft: Draft, id: string): Draft => ({
  ...draft,
  arrows: draft.arrows.filter(({ arrow_id }) => arrow_id !== id),
})
