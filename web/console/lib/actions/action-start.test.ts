import { expect, test } from 'vitest'
import { actionStart, measureOf } from './action-start.ts'

const now = new Date('2026-03-16T08:00:00Z')
const gap = { id: 'KEY punctuality', title: 'Key: window', reason: 'gap', measure: 'on_time', known: 0, now } as const

test('a gap begins a step with the figure of today and the way to what is required', () => {
  expect(actionStart({ ...gap, measured: 0.874, wanted: 0.95, segment_id: 'KEY', owner: null })).toEqual({
    ...{ action_id: 'KEY-PUNCTUALITY', title: 'Key: window', reason: 'gap', segment_id: 'KEY', measure: 'on_time' },
    ...{ baseline: 87.4, expected_change: 7.6, state: 'open', priority: 5, due_on: '2026-04-27' },
  })
})

test('a second step for the same gap has a code of its own, and nothing is expected where nothing is measured', () => {
  const start = actionStart({ ...gap, measure: null, measured: null, wanted: 0.9, known: 1 })
  expect(start).toMatchObject({ action_id: 'KEY-PUNCTUALITY-2', measure: 'rating' })
  expect(start).not.toHaveProperty('expected_change')
})

test('what is better than wanted expects no worsening', () => {
  expect(actionStart({ ...gap, measured: 0.97, wanted: 0.95 })).not.toHaveProperty('expected_change')
})

test('measures of the chart are followed under those of the action plan', () => {
  expect(['quantity', 'time', 'price', 'hand_over', 'promise_stable'].map(measureOf)).toEqual([
    ...['in_full', 'on_time', 'billing', 'hand_over', 'promise_stable'],
  ])
})
