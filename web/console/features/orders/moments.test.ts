import { expect, test } from 'vitest'
import { momentsOf } from './moments.ts'
import type { ReadOrderFile } from './order-records.ts'

const event = (
  type: string,
  subject: string,
  at: string | null,
  data: Record<string, unknown> = {},
  day: string | null = null,
) => ({
  at,
  day,
  type,
  subject_type: type.startsWith('Promise') ? 'promise' : 'customer_order',
  subject_id: subject,
  actor: 'user:1',
  data,
})
const file = (parts: Partial<ReadOrderFile>) =>
  ({ timeline: [], observations: [], ...parts }) as unknown as ReadOrderFile

test('promises of several lines at one moment are told once, with their lines', () => {
  const at = '2026-11-19T11:40:00Z'
  const moments = momentsOf(
    file({
      timeline: [
        event('PromiseMade', 'A/1', at, { to_date: '2026-11-21' }),
        event('PromiseMade', 'A/2', at, { to_date: '2026-11-21' }),
      ],
    }),
  )
  expect(moments.map((moment) => moment.lines)).toEqual([[1, 2]])
})

test('neither an observation that was taken back is shown nor what takes it back', () => {
  const observation = (id: string, retracts: string | null) => ({
    shipment_id: 'S',
    source_event_id: id,
    milestone: 'departed',
    lifecycle: 'actual',
    occurred_at: '2026-11-20T08:00:00Z',
    occurred_on: '2026-11-20',
    retracts,
  })
  expect(momentsOf(file({ observations: [observation('1', null), observation('2', '1')] }))).toEqual([])
})

test('what is known by its day alone stands at the end of that day', () => {
  const moments = momentsOf(
    file({
      timeline: [
        event('DeliveryRecorded', 'D', null, {}, '2026-11-20'),
        event('ShipmentDispatched', 'S', '2026-11-20T15:00:00Z'),
      ],
    }),
  )
  expect(moments.map((moment) => moment.key)).toEqual(['ShipmentDispatched', 'DeliveryRecorded'])
})

test('what was expected of a shipment is not told any more once it has arrived', () => {
  const expected = {
    milestone: 'eta_updated',
    lifecycle: 'estimated',
    shipment_id: 'S-1',
    occurred_at: '2026-03-05T09:00:00Z',
  }
  const delivered = {
    milestone: 'delivered',
    lifecycle: 'actual',
    shipment_id: 'S-1',
    occurred_at: '2026-03-05T08:00:00Z',
  }
  const keys = (observations: object[]) =>
    momentsOf({ timeline: [], observations } as never).map((moment) => moment.key)
  expect(keys([expected])).toEqual(['milestone.eta_updated'])
  expect(keys([expected, delivered])).toEqual(['milestone.delivered'])
})
