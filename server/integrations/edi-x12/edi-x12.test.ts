/** A carrier's status in X12, from the file to the observation and back to its sender. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundCompany } from '../../../tests/fixtures/company.ts'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { seenOf, sendShipment } from '../../../tests/fixtures/sent-shipment.ts'
import type { Context } from '../../platform/context.ts'
import { takeX12 } from './edi-x12.api.ts'
import { readX12 } from './read-x12.ts'

let db: TestDatabase
let context: Context

beforeAll(async () => {
  db = await openTestDatabase()
  context = db.context()
  await foundCompany(context)
  await sendShipment(context, 'SH-1', 'PRO-77')
})
afterAll(() => db?.close())

interface Written {
  readonly control?: string
  readonly body?: readonly string[]
  readonly sets?: readonly (readonly string[])[]
  readonly separators?: string
}

/** Lines are written with `*`, `>` and `~`, and turned into the separators asked for. */
function interchange({ control = '000000011', body = [], sets = [body], separators = '*>~' }: Written): string {
  const lines = [
    `ISA*00*          *00*          *02*RPID           *ZZ*US             *260316*0900*U*00401*${control}*0*P*>`,
    `GS*QM*RPID*US*20260316*0900*7*X*004010`,
    ...sets.flatMap((set, index) => {
      const number = String(index + 1).padStart(4, '0')
      return [`ST*214*${number}`, ...set, `SE*${set.length + 2}*${number}`]
    }),
    `GE*${sets.length}*7`,
    `IEA*1*${control}`,
  ]
  const text = `${lines.join('~')}~`
  return [...text]
    .map((letter) => ({ '*': separators[0], '>': separators[1], '~': separators[2] })[letter] ?? letter)
    .join('')
}
const B10 = 'B10*PRO-77*SH-9*RPID'
const status = (...statuses: string[]) => [B10, 'LX*1', ...statuses]

test('statuses become observations on the clock of their place, with reason, place and position', async () => {
  const file = interchange({
    body: status('AT7*AF*NS***20260315*1400*CT', 'MS1*CHICAGO*IL*US*0873752*0415252*W*N', 'AT7*SD*AO***20260315*22*LT'),
  })
  await expect(takeX12(context, file, {})).rejects.toMatchObject({
    code: 'unsupported_file',
    details: { problems: [{ where: 'segment 8 AT706', code: 'bad_time', value: '20260315 22' }] },
  })
  const whole = file.replace('*22*LT', '*2230*LT')
  const { messages } = await takeX12(context, whole, {})
  expect(messages).toMatchObject([{ state: 'taken', events: 2, added: 2, unmatched: 0, problems: [] }])
  expect(await seenOf(context, 'SH-1')).toMatchObject([
    {
      milestone: 'picked_up',
      code: '1650/AF',
      at: new Date('2026-03-15T19:00:00Z'),
      zone: 'America/Chicago',
      place: 'CHICAGO, IL, US',
    },
    // Nobody said whose clock showed half past ten, so only the day is known.
    { milestone: 'delayed', code: '1650/SD 1651/AO', day: '2026-03-15', at: null, zone: null, reason: 'weather' },
  ])
})

test('the sender’s agreed clock makes a local time an instant', async () => {
  const file = interchange({ control: '000000012', body: status('AT7*X6*NS***20260316*0730*LT') })
  await takeX12(context, file, { zone: 'Europe/Bucharest' })
  expect((await seenOf(context, 'SH-1')).at(-1)).toMatchObject({
    milestone: 'out_for_delivery',
    at: new Date('2026-03-16T05:30:00Z'),
    zone: 'Europe/Bucharest',
  })
})

test('the same interchange twice is refused and answered so; the same status in another one changes nothing', async () => {
  const file = (control: string) => interchange({ control, body: status('AT7*X1*NS***20260316*0900*UT') })
  const { messages } = await takeX12(context, file('000000013'), {})
  expect(messages[0]!.answer!.split('~\n').slice(1)).toEqual([
    'GS*FA*US*RPID*20260316*0900*1*X*004010',
    ...['ST*997*0001', 'AK1*QM*7', 'AK2*214*0001', 'AK5*A', 'AK9*A*1*1*1', 'SE*6*0001', 'GE*1*1'],
    expect.stringMatching(/^IEA\*1\*\d{9}$/),
    '',
  ])
  await expect(takeX12(context, file('000000013'), {})).rejects.toMatchObject({
    code: 'already_exists',
    details: { answer: expect.stringContaining('TA1*000000013*260316*0900*R*025~') },
  })
  expect((await takeX12(context, file('000000014'), {})).messages).toMatchObject([{ added: 0, known: 1 }])
})

test('a set whose totals do not agree is refused alone, and the 997 says which', async () => {
  const good = status('AT7*D1*NS***20260316*1010*UT')
  const bad = status('AT7*A9*NS***20260316*1015*UT')
  const file = interchange({ control: '000000015', sets: [good, bad] }).replace('SE*5*0002', 'SE*9*0002')
  const { messages } = await takeX12(context, file, {})
  expect(messages).toMatchObject([
    { state: 'partly', added: 1, problems: [{ code: 'count_differs', where: 'segment 12 SE01', value: '9' }] },
  ])
  expect(messages[0]!.answer).toContain('AK2*214*0001~\nAK5*A~\nAK2*214*0002~\nAK5*R*5~\nAK9*P*2*2*1~')
})

test('separators are those of the interchange’s own head', () => {
  const body = status('AT7*CP*NS***20260315*1200*UT')
  const [plain] = readX12(interchange({ body }))
  const [other] = readX12(interchange({ body, separators: '|<\n' }))
  expect(other!.read.events).toEqual(plain!.read.events)
  expect(other!.read.isRefused).toBe(false)
})

const read = (line: string) => readX12(interchange({ body: status(line) }))[0]!.read
const at = '***20260316*1000*UT'
test.each([
  [`AT7*X3*NS${at}`, 'pickup_arrived', 'actual', null],
  [`AT7*X1*NS${at}`, 'arrived_consignee', 'actual', null],
  [`AT7*SD*CA${at}`, 'customs_held', 'actual', 'customs_process'],
  [`AT7*SD*AA${at}`, 'misrouted', 'actual', 'missort'],
  [`AT7*D1*S1${at}`, 'delivered_partial', 'actual', 'shortage'],
  [`AT7*AH*AQ${at}`, 'attempt_failed', 'actual', 'consignee_absent'],
  [`AT7*AG*NS${at}`, 'eta_updated', 'estimated', null],
  ['AT7***X9*NA*20260317*0900*UT', 'appointment_set', 'planned', null],
  ['AT7***LD*AD*20260317*0900*UT', 'arrived_consignee', 'requested', 'customer_reschedule'],
  [`AT7*ZZ*NS${at}`, 'unmapped', 'actual', null],
])('%s is %s, %s', (line, step, lifecycle, reason) => {
  expect(read(line).events).toMatchObject([{ step, lifecycle, reason, shipments: ['SH-9', 'PRO-77'] }])
})

test('a status and an appointment in one segment are refused, since it can say only one of them', () => {
  expect(read('AT7*X1*NS*X9*NA*20260317*0900*UT').problems).toEqual([
    { where: 'segment 6 AT703', code: 'bad_value', value: 'X9' },
  ])
})

test.each([
  [
    'an end with another number',
    (file: string) => file.replace('IEA*1*000000011', 'IEA*1*000000099'),
    'number_differs',
    '001',
  ],
  ['a wrong count of groups', (file: string) => file.replace('IEA*1*', 'IEA*2*'), 'count_differs', '021'],
  ['no end', (file: string) => file.replace('IEA*1*000000011~', ''), 'missing', '023'],
])('an envelope with %s is refused whole', (_, broken, code, note) => {
  const { read: found } = readX12(broken(interchange({ body: status(`AT7*X1*NS${at}`) })))[0]!
  expect(found).toMatchObject({ isRefused: true, events: [], problems: [{ code }] })
  const answer = found.acknowledge!({ isDuplicate: false, number: 1, at: new Date(0) })
  expect(answer).toContain(`TA1*000000011*260316*0900*R*${note}~`)
})

/** Samples of others are not ours to copy; where they lie beside the checkout, they are read from there. */
const SAMPLES = fileURLToPath(new URL('../../../../shared/data/edi/', import.meta.url))
interface Listed {
  readonly file: string
  readonly transactions?: readonly string[]
}

describe.skipIf(!existsSync(SAMPLES))('sample interchanges (skipped where they are not beside the checkout)', () => {
  const sample = (file: string) => readFileSync(join(SAMPLES, file), 'utf8')
  const listed = existsSync(SAMPLES)
    ? (JSON.parse(sample('manifest.json')) as Listed[]).filter(({ file }) => file.startsWith('x12/'))
    : []

  test('the shipment status is read, and its sender acknowledged', () => {
    const [{ sender, read: found }] = readX12(sample('x12/edifabric/ShipmentStatus.txt')) as [
      ReturnType<typeof readX12>[number],
    ]
    expect([sender, found.problems.map(({ code }) => code)]).toEqual(['SENDER1', ['count_differs']])
  })

  test('every other file is refused or says what it is, and none makes the reader fail', () => {
    expect(listed.length).toBeGreaterThan(20)
    for (const { file } of listed.filter((one) => !one.transactions?.includes('214'))) {
      for (const { read: found } of readX12(sample(file))) {
        expect([file, found.isRefused, found.problems.length > 0]).toEqual([file, true, true])
        expect(() => found.acknowledge?.({ isDuplicate: false, number: 1, at: new Date(0) })).not.toThrow()
      }
    }
  })

  test('an interchange or group or set that comes twice is told', () => {
    const [first, second] = readX12(sample('x12/edifabric/DuplicateInterchange.txt'))
    expect(first!.read.key).toBe(second!.read.key)
    const codes = (file: string) => readX12(sample(file)).flatMap((one) => one.read.problems.map(({ code }) => code))
    expect(codes('x12/edifabric/DuplicateGroup.txt')).toContain('not_unique')
    expect(codes('x12/edifabric/DuplicateMessage.txt')).toContain('not_unique')
  })
})
