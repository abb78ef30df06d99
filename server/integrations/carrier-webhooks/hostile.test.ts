/** Payloads that nobody sends but to do harm: each is answered, and soon. */
import { expect, test } from 'vitest'
import { TrackingMapping } from '../../../contract/tracking-mapping.ts'
import { readPayload } from './read-payload.ts'

const mapping = TrackingMapping.parse({
  ...{
    events: 'e[]',
    shipments: ['s[].n'],
    time: ['e[].t'],
    time_format: 'iso',
    code: ['e[].c'],
    codes: { x: 'delivered' },
  },
})
const payload = (events: number, shipments: number) =>
  JSON.stringify({
    e: Array.from({ length: events }, () => ({ t: '2026-03-16T08:00:00Z', c: 'x' })),
    s: Array.from({ length: shipments }, (_, at) => ({ n: `n${at}` })),
  })

test('a list beside the events is read for all of them, and once', () => {
  const { events } = readPayload(payload(2, 400), mapping, null)
  expect(events.map(({ shipments }) => shipments.length)).toEqual([400, 400])
  const before = process.cpuUsage()
  const { problems, isRefused } = readPayload(payload(15_000, 15_000), mapping, null)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3)
  expect(isRefused).toBe(true)
  expect(problems[0]).toMatchObject({ code: 'over_limit' })
})

test('what is nested without end is refused', () => {
  const deep = `{"e":[{"t":"2026-03-16T08:00:00Z","c":"x","d":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`
  expect(readPayload(deep, mapping, null).problems).toMatchObject([{ code: 'broken' }])
})
