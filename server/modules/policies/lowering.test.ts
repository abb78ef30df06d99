import { expect, test } from 'vitest'
import type { CoreNeed } from '../../../contract/lowerings.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import { isCovered, loweredBy, requireAgreed, requireNotice } from './lowering.ts'
import { inForce } from './service-package.ts'

const before = inForce({ delivery_days: ['Mo', 'Tu', 'We', 'Th', 'Fr'], lead_time_days: 2 })
const three = inForce({ delivery_days: ['Mo', 'We', 'Fr'], lead_time_days: 2 })
const floor = (more: Partial<HeldFloor> = {}): HeldFloor => ({
  ...{ floor_id: 'F', segment_id: 'KEY', element: 'delivery_days', level: 5, reason: 'contract', is_broken: true },
  ...more,
})
const frequency: CoreNeed = {
  ...{ element_id: 'frequency', why: 'top_three', statement_id: 'S', valid_from: '2026-01-01' },
  ...{ weight: 0.2, weight_low: 0.1, weight_high: 0.3, weight_n: 30 },
}
const refusal = (work: () => void) => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return null
}

test('a level that is neither below a floor nor a core need falls freely', () => {
  expect(loweredBy({ before, after: three, floors: [] }, [])).toEqual([])
})

test('a core need that is served less asks for agreement, and one that is served more does not', () => {
  expect(loweredBy({ before, after: three, floors: [] }, [frequency])).toMatchObject([
    { element: 'delivery_days', before: 5, after: 3, floor: null, need: { element_id: 'frequency' } },
  ])
  expect(loweredBy({ before: three, after: before, floors: [] }, [frequency])).toEqual([])
})

test('no lead time at all is lower than any', () => {
  const speed = { ...frequency, element_id: 'speed' }
  expect(loweredBy({ before, after: inForce({}), floors: [] }, [speed])).toMatchObject([
    { element: 'lead_time_days', before: 2, after: null },
  ])
})

test('what was agreed covers as low a level and none lower', () => {
  const lowered = loweredBy({ before, after: three, floors: [floor()] }, [])
  const agreed = (level: number) => ({
    state: 'agreed' as const,
    elements: [{ element: 'delivery_days' as const, level }],
  })
  expect(isCovered(lowered, agreed(3))).toBe(true)
  expect(isCovered(lowered, agreed(2))).toBe(true)
  expect(isCovered(lowered, agreed(4))).toBe(false)
  expect(isCovered(lowered, { ...agreed(3), state: 'asked' })).toBe(false)
  expect(refusal(() => requireAgreed(lowered, [agreed(4)]))).toBe('approval_needed')
  expect(refusal(() => requireAgreed(lowered, [agreed(3)]))).toBeNull()
})

test('a floor for every segment is not lowered for one of them', () => {
  const lowered = loweredBy(
    { before, after: three, floors: [floor(), floor({ floor_id: 'ALL', segment_id: null, level: 4 })] },
    [],
  )
  expect(lowered[0]!.floor).toMatchObject({ floor_id: 'ALL', is_own: false })
  expect(
    refusal(() => requireAgreed(lowered, [{ state: 'agreed', elements: [{ element: 'delivery_days', level: 1 }] }])),
  ).toBe('below_floor')
})

test('begins a week after customers can have heard of it at the earliest', () => {
  expect(refusal(() => requireNotice('2026-03-22', '2026-03-16'))).toBe('notice_needed')
  expect(refusal(() => requireNotice('2026-03-23', '2026-03-16'))).toBeNull()
})
