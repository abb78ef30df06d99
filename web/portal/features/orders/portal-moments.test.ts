import { expect, test } from 'vitest'
import { portalMoments } from './portal-moments.ts'
import type { PortalOrder } from './portal-order.ts'

const at = '2026-11-19T11:40:00Z'
const event = (type: string, subject: string, data: Record<string, unknown> = {}) => ({
  at,
  day: null,
  type,
  subject_type: '',
  subject_id: subject,
  actor: 'user:1',
  data,
})

test('tells a promise made for many lines once and leaves out what does not concern the customer', () => {
  const order = {
    timeline: [
      event('PromiseMade', 'A/1', { to_date: '2026-11-21' }),
      event('PromiseMade', 'A/2', { to_date: '2026-11-21' }),
      event('ShipmentCorrected', 'S'),
    ],
    observations: [{ milestone: 'arrived_facility', lifecycle: 'actual', occurred_at: at }],
  } as unknown as PortalOrder
  expect(portalMoments(order).map((moment) => moment.key)).toEqual(['PromiseMade'])
})
