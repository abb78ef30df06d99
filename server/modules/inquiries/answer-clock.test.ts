import { expect, test } from 'vitest'
import { buildCalendar, parseOpenings, walkedTime } from '../../../engines/calendars/index.ts'
import { resumeClocks, startClocks, stopClocks } from './answer-clock.ts'

/** Monday to Friday, eight hours a day. */
const hours = walkedTime(buildCalendar({ zone: 'UTC', weekly: parseOpenings('Mo-Fr 09:00-17:00'), exceptions: [] }))
const at = (text: string) => new Date(`${text}:00Z`)
const asked = (received: string, more: object = {}) => ({
  received_at: at(received).toISOString(),
  waited_seconds: 0,
  ...startClocks(hours, at(received), { first: 4, final: 8 }),
  ...more,
})

test('a question of Friday afternoon is due on Monday, since nobody works on the weekend', () => {
  const { first_due_at, final_due_at } = asked('2026-03-13T15:00')
  expect(first_due_at).toBe('2026-03-16T11:00:00.000Z')
  expect(final_due_at).toBe('2026-03-16T15:00:00.000Z')
})

test('without a standard nothing is due, and the hours are counted all the same', () => {
  const state = {
    received_at: at('2026-03-16T09:00').toISOString(),
    waited_seconds: 0,
    ...startClocks(hours, at('2026-03-16T09:00'), { first: null, final: null }),
  }
  expect(state.first_due_at).toBeNull()
  expect(stopClocks(hours, state, { now: at('2026-03-16T11:30'), isFinal: true })).toMatchObject({
    first_hours: 2.5,
    final_hours: 2.5,
  })
})

test('what lies with the customer does not count, and moves the due instant', () => {
  const first = asked('2026-03-16T09:00')
  const askedBack = { ...first, ...stopClocks(hours, first, { now: at('2026-03-16T10:00'), isFinal: false }) }
  expect(askedBack).toMatchObject({ first_hours: 1, final_due_at: '2026-03-16T17:00:00.000Z' })
  expect(askedBack).not.toHaveProperty('final_hours')
  const replied = { ...askedBack, ...resumeClocks(hours, askedBack, at('2026-03-17T12:00')) }
  // Ten till five on Monday and nine till twelve on Tuesday: ten hours, so it is due at the tenth working hour after five.
  expect(replied).toMatchObject({
    waited_seconds: 36_000,
    final_due_at: '2026-03-18T11:00:00.000Z',
    waiting_since: null,
  })
  const answered = stopClocks(hours, replied, { now: at('2026-03-17T14:00'), isFinal: true })
  expect(answered).toMatchObject({ final_hours: 3 })
  expect(answered).not.toHaveProperty('first_hours')
})

test('an answered question that is opened again goes on with the clock it had', () => {
  const first = asked('2026-03-16T09:00')
  const answered = { ...first, ...stopClocks(hours, first, { now: at('2026-03-16T12:00'), isFinal: true }) }
  const reopened = { ...answered, ...resumeClocks(hours, answered, at('2026-03-16T16:00')) }
  expect(reopened).toMatchObject({ final_answer_at: null, final_hours: null })
  expect(stopClocks(hours, reopened, { now: at('2026-03-16T17:00'), isFinal: true })).toMatchObject({ final_hours: 4 })
})
