/** Transport status in EDIFACT, from the file to the observation and back to its sender. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import type { Context } from '../../platform/context.ts'
import { takeEdifact } from './edi-edifact.api.ts'
import { readEdifact } from './read-edifact.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await sendShipment(context, 'SH-1', 'AWB-77')
  await sendShipment(context, 'SH-2', '340123450000000017')
})
afterAll(() => db?.close())

interface Written {
  readonly control?: string
  readonly messages?: readonly (readonly string[])[]
}

function interchange({ control = '11', messages = [] }: Written, ...body: string[]): string {
  const all = body.length ? [body] : messages
  const lines = [
    `UNB+UNOC:3+4012345000009:14+4098765000001:14+260316:0900+${control}`,
    ...all.flatMap((one, index) => [
      `UNH+${index + 1}+IFTSTA:D:01A:UN`,
      'BGM+44+ST-1+9',
      ...one,
      `UNT+${one.length + 3}+${index + 1}`,
    ]),
    `UNZ+${all.length}+${control}`,
  ]
  return lines.map((line) => `${line}'\n`).join('')
}

test('statuses of a consignment become observations, each with its time, place and reason', async () => {
  const file = interchange(
    {},
    'CNI+1+AWB-77',
    ...['STS+1+24', 'DTM+334:202603151800?+02:303', 'LOC+5+IAS:::West depot', 'DTM+132:202603161500:203'],
    ...['STS+1+23+7', 'DTM+334:20260316:102', "FTX+AAI+++Gate closed?'s shut"],
  )
  const { messages } = await takeEdifact(context, file, {})
  expect(messages).toMatchObject([{ state: 'taken', events: 3, added: 3, unmatched: 0, unmapped: 0 }])
  expect(await seenOf(context, 'SH-1')).toMatchObject([
    { milestone: 'departed', at: new Date('2026-03-15T16:00:00Z'), zone: 'Europe/Bucharest', place: 'West depot' },
    // The time is local and stands at a place whose clock we know.
    { milestone: 'eta_updated', lifecycle: 'estimated', at: new Date('2026-03-16T13:00:00Z') },
    { milestone: 'attempt_failed', day: '2026-03-16', at: null, code: 'Rec24/23 9013/7', reason: 'consignee_closed' },
  ])
})

test('a status below a goods item speaks of the handling unit that is named there', async () => {
  const file = interchange(
    { control: '12' },
    'CNI+1+OTHER',
    ...['GID+1+1:CT', 'PCI+33E', 'GIN+BJ+340123450000000017', 'STS+1+21', 'DTM+334:20260316101500UTC:304'],
    ...['GID+2+1:CT', 'PCI+33E', 'GIN+BJ+340123450000000024', 'STS+1+36', 'DTM+334:202603161015UTC:303'],
  )
  const { messages } = await takeEdifact(context, file, {})
  expect(messages).toMatchObject([{ added: 1, unmatched: 1 }])
  expect(await seenOf(context, 'SH-2')).toMatchObject([
    { milestone: 'delivered', at: new Date('2026-03-16T10:15:00Z') },
  ])
})

test('the sender is told which messages were taken, and that an interchange came before', async () => {
  const good = ['CNI+1+AWB-77', 'STS+1+31', 'DTM+334:202603161100UTC:303']
  const bad = ['CNI+1+AWB-77', 'STS+1+31', 'DTM+334:20260399:102']
  const file = interchange({ control: '13', messages: [good, bad] })
  const { messages } = await takeEdifact(context, file, {})
  expect(messages).toMatchObject([
    { state: 'partly', added: 1, problems: [{ code: 'bad_time', where: 'segment 12 DTM', value: '20260399' }] },
  ])
  expect(messages[0]!.answer!.split('\n').slice(1, -3)).toEqual([
    "UNH+1+CONTRL:D:3:UN'",
    "UCI+13+4012345000009:14+4098765000001:14+7'",
    "UCM+1+IFTSTA:D:01A:UN+7'",
    "UCM+2+IFTSTA:D:01A:UN+4+12'",
  ])
  await expect(takeEdifact(context, file, {})).rejects.toMatchObject({
    code: 'already_exists',
    details: { answer: expect.stringContaining("UCI+13+4012345000009:14+4098765000001:14+4+26'") },
  })
})

test('separators are those of the service string, a released one is text, and the answer uses them too', () => {
  const plain = interchange({}, 'CNI+1+A?+B', 'STS+1+24', 'DTM+334:202603151800UTC:303')
  const swap = { ':': '=', '+': '*', '?': '!', "'": '~' } as Record<string, string>
  const other = `UNA=*.! ~\n${[...plain].map((letter) => swap[letter] ?? letter).join('')}`
  const [own] = readEdifact(plain)
  const [theirs] = readEdifact(other)
  expect(own!.read.events).toMatchObject([{ shipments: ['A+B'], step: 'departed' }])
  expect(theirs!.read.events).toEqual(own!.read.events.map((one) => ({ ...one, shipments: ['A*B'] })))
  expect(theirs!.read.acknowledge!({ isDuplicate: false, number: 1, at: new Date(0) })).toMatch(/^UNA=\*\.! ~\nUNB\*/)
})

const read = (status: string) =>
  readEdifact(interchange({}, 'CNI+1+X', status, 'DTM+334:20260315:102'))[0]!.read.events[0]!
test.each([
  ['STS+1+13', 'picked_up', false],
  ['STS+1+16', 'border_crossed', false],
  ['STS+1+12', 'customs_released', false],
  ['STS+1+36', 'lost', false],
  ['STS+1+37', 'lost', true],
  ['STS++18', 'damaged', false],
  ['STS+1+49', 'unmapped', false],
  ['STS+14+21', 'unmapped', false],
])('%s is %s', (status, step, closesFlag) => {
  expect(read(status)).toMatchObject({ step, closesFlag })
})

test('what arrived is told by whose door it is', () => {
  expect(read('STS+1+1').step).toEqual({
    origin: 'pickup_arrived',
    destination: 'arrived_consignee',
    between: 'arrived_facility',
    unknown: 'arrived_facility',
  })
})

test.each([
  ['a wrong count of messages', (file: string) => file.replace('UNZ+1', 'UNZ+2'), 'count_differs'],
  ['another number at its end', (file: string) => file.replace("UNZ+1+11'", "UNZ+1+12'"), 'number_differs'],
  ['no end', (file: string) => file.replace("UNZ+1+11'", ''), 'missing'],
])('an envelope with %s is refused whole', (_, broken, code) => {
  const whole = interchange({}, 'CNI+1+X', 'STS+1+24', 'DTM+334:20260315:102')
  expect(readEdifact(broken(whole))[0]!.read).toMatchObject({ isRefused: true, events: [], problems: [{ code }] })
})

/** Samples of others are not ours to copy; where they lie beside the checkout, they are read from there. */
const SAMPLES = fileURLToPath(new URL('../../../../shared/data/edi/', import.meta.url))
interface Listed {
  readonly file: string
}

describe.skipIf(!existsSync(SAMPLES))('sample interchanges (skipped where they are not beside the checkout)', () => {
  const sample = (file: string) => readFileSync(join(SAMPLES, file), 'utf8')
  const listed = existsSync(SAMPLES)
    ? (JSON.parse(sample('manifest.json')) as Listed[]).filter(({ file }) => file.startsWith('edifact/'))
    : []

  test('the transport status is read, and what in it cannot be a time is named', () => {
    const [{ read: found }] = readEdifact(sample('edifact/eancom/TransportStatus.txt')) as [
      ReturnType<typeof readEdifact>[number],
    ]
    const codes = found.problems.map(({ code, value }) => `${code} ${value}`)
    expect(new Set(codes)).toEqual(new Set(['missing DTM', 'bad_time 20020148']))
  })

  test('every other file is refused or says what it is, and none makes the reader fail', () => {
    expect(listed.length).toBeGreaterThan(14)
    for (const { file } of listed.filter((one) => !one.file.includes('TransportStatus'))) {
      for (const { read: found } of readEdifact(sample(file))) {
        expect([file, found.isRefused, found.problems.length > 0]).toEqual([file, true, true])
        expect(() => found.acknowledge?.({ isDuplicate: false, number: 1, at: new Date(0) })).not.toThrow()
      }
    }
  })

  test('a service string of others’ separators is read', () => {
    const [{ read: found }] = readEdifact(sample('edifact/staedi/invoic_d97b_una.edi')) as [
      ReturnType<typeof readEdifact>[number],
    ]
    expect(found.problems).toMatchObject([{ code: 'wrong_kind', value: 'INVOIC' }])
  })
})
