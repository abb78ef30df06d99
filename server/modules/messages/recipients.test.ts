import { expect, test } from 'vitest'
import { type Audience, decideRecipients, type ReachableContact } from './recipients.ts'
import { decideTellings, type TouchedLine } from './tellings.ts'

const contact = (contact_id: string, other: Partial<ReachableContact> = {}): ReachableContact => ({
  contact_id,
  buying_role: 'purchasing',
  language: null,
  channel: null,
  has_email: true,
  has_phone: false,
  preference: null,
  ...other,
})
const WISH = {
  ways: [],
  kinds: {},
  quiet_from: null,
  quiet_to: null,
  zone: null,
  on_weekends: true,
  urgent_at_night: false,
  is_stopped: false,
}
const audience = (contacts: ReachableContact[], other: Partial<Audience> = {}): Audience => ({
  customer_id: 'NORD',
  customer_language: null,
  country: 'RO',
  zone: 'Europe/Bucharest',
  contacts,
  webhooks: [],
  ways: new Set(['email', 'sms', 'webhook']),
  quiet_from: '21:00',
  quiet_to: '08:00',
  ...other,
})
const noon = new Date('2026-03-16T10:00:00Z')
const night = new Date('2026-03-16T22:00:00Z')
const tell = (kind: 'delay' | 'dispatched' | 'claim_decided', of: Audience, from = noon) =>
  decideRecipients({ kind, is_urgent: false, from }, of).map((one) => `${one.recipient_id} ${one.way} ${one.language}`)

test('each role hears what concerns it', () => {
  const people = audience([
    contact('BUYER'),
    contact('DOCK', { buying_role: 'logistics' }),
    contact('LAB', { buying_role: 'quality' }),
  ])
  expect(tell('delay', people)).toEqual(['BUYER email ro', 'DOCK email ro'])
  expect(tell('claim_decided', people)).toEqual(['BUYER email ro', 'LAB email ro'])
})

test('trouble reaches somebody though no role asks for it, but never who has said no', () => {
  const lab = contact('LAB', { buying_role: 'quality' })
  expect(tell('delay', audience([lab]))).toEqual(['LAB email ro'])
  expect(tell('dispatched', audience([lab]))).toEqual(['NORD portal ro'])
  const no = contact('LAB', { buying_role: 'quality', preference: { ...WISH, kinds: { delay: false } } })
  expect(tell('delay', audience([no]))).toEqual(['NORD portal ro'])
  const stopped = contact('BUYER', { preference: { ...WISH, is_stopped: true } })
  expect(tell('delay', audience([stopped]))).toEqual(['NORD portal ro'])
})

test("the language is the person's, else the customer's, else the country's, else English", () => {
  expect(tell('delay', audience([contact('A', { language: 'hy' })], { customer_language: 'ru' }))).toEqual([
    'A email hy',
  ])
  expect(tell('delay', audience([contact('A')], { customer_language: 'ru' }))).toEqual(['A email ru'])
  expect(tell('delay', audience([contact('A', { language: 'de' })], { country: 'TW' }))).toEqual(['A email zh-TW'])
  expect(tell('delay', audience([contact('A')], { country: 'DE' }))).toEqual(['A email en'])
})

test('ways come in the chosen order, as far as they are set up and an address is known', () => {
  const both = { has_phone: true, preference: { ...WISH, ways: ['sms' as const, 'email' as const] } }
  const [first] = decideRecipients({ kind: 'delay', is_urgent: false, from: noon }, audience([contact('A', both)]))
  expect([first!.way, first!.other_ways]).toEqual(['sms', ['email']])
  const noGateway = audience([contact('A', both)], { ways: new Set(['email']) })
  expect(tell('delay', noGateway)).toEqual(['A email ro'])
  expect(tell('delay', audience([contact('A', { channel: 'portal' })]))).toEqual(['NORD portal ro'])
})

test('at night only who agreed is woken, and only for what must be decided; programs hear at once', () => {
  const agreed = { preference: { ...WISH, urgent_at_night: true } }
  const of = audience([contact('A', agreed), contact('B')], { webhooks: [{ webhook_id: 'W', kinds: [] }] })
  const due = (is_urgent: boolean) =>
    decideRecipients({ kind: 'delay', is_urgent, from: night }, of).map(({ due_at }) =>
      due_at.toISOString().slice(11, 16),
    )
  expect(due(true)).toEqual(['22:00', '06:00', '22:00'])
  expect(due(false)).toEqual(['06:00', '06:00', '22:00'])
})

const touched = (other: Partial<TouchedLine> = {}): TouchedLine => ({
  kind: 'promise_moved',
  customer_id: 'NORD',
  order_id: 'SO-1',
  line_number: 1,
  product_id: 'P-1',
  quantity: 1,
  promise_version: 2,
  old_date: '2026-03-18',
  new_date: '2026-03-20',
  subject_id: 'SO-1/1',
  subject_version: 2,
  reason: null,
  carrier_id: null,
  tracking_number: null,
  shipment_id: null,
  ...other,
})

test('one message an order, whatever the number of lines; the same events give the same key', () => {
  const lines = [touched({ line_number: 2 }), touched(), touched({ order_id: 'SO-2' })]
  const messages = decideTellings(lines)
  expect(messages.map(({ message_key }) => message_key)).toEqual([
    'promise_moved SO-1 1.2 2.2',
    'promise_moved SO-2 1.2',
  ])
  expect(
    decideTellings([...lines].reverse())
      .map(({ message_key }) => message_key)
      .sort(),
  ).toEqual(messages.map(({ message_key }) => message_key))
})

test('a move without another day, and one there and back, is no news', () => {
  expect(decideTellings([touched({ new_date: '2026-03-18' })])).toEqual([])
  const back = touched({ promise_version: 3, old_date: '2026-03-20', new_date: '2026-03-18' })
  expect(decideTellings([touched(), back])).toEqual([])
})

test('a promise made and moved in one look is told as made, with its last day', () => {
  const made = touched({ kind: 'promise_made', promise_version: 1, old_date: null, new_date: '2026-03-18' })
  expect(decideTellings([made, touched()])).toMatchObject([
    { kind: 'promise_made', content: { lines: [{ new_date: '2026-03-20' }] } },
  ])
})
