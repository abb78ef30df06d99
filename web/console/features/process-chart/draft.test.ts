import { expect, test } from 'vitest'
import { addLane, addStep, connect, type Draft, moveLane, removeLane, removeStep } from './draft.ts'

const draft: Draft = {
  name: 'P',
  lanes: [
    { lane_id: 'a', lane_number: 1, department: 'sales' },
    { lane_id: 'b', lane_number: 2, department: 'finance' },
  ],
  steps: ['1', '2', '3'].map((step_id) => ({ step_id, kind: 'task', lane_id: 'b', activities: [] })),
  arrows: [
    { arrow_id: '12', from_step: '1', to_step: '2', standard_hours: 4 },
    { arrow_id: '23', from_step: '2', to_step: '3' },
  ],
}
const ways = ({ arrows }: Draft) => arrows.map(({ from_step, to_step }) => `${from_step}>${to_step}`).sort()

test('a step added after another takes over its ways out and stands in its lane', () => {
  const [changed, id] = addStep(draft, 'New', '1')
  expect(changed.steps.at(-1)).toMatchObject({ step_id: id, lane_id: 'b', name: 'New' })
  expect(ways(changed)).toEqual([`1>${id}`, '2>3', `${id}>2`].sort())
})

test('a step taken out leaves no gap, and no step is connected twice', () => {
  expect(ways(removeStep(draft, '2'))).toEqual(['1>3'])
  expect(connect(draft, '1', '2')).toBe(draft)
})

test('lanes move and go, and their steps stay without one', () => {
  expect(moveLane(draft, 'b', -1).lanes.map(({ lane_id, lane_number }) => lane_id + lane_number)).toEqual(['b1', 'a2'])
  expect(moveLane(draft, 'a', -1)).toBe(draft)
  const gone = removeLane(draft, 'b')
  expect(gone.lanes).toHaveLength(1)
  expect(gone.steps.every(({ lane_id }) => lane_id === null)).toBe(true)
  expect(addLane(gone, 'quality').lanes.map(({ lane_number }) => lane_number)).toEqual([1, 2])
})
