/** Files that nobody sends but to do harm: each is answered, and soon. */
import { expect, test } from 'vitest'
import { readX12 } from './read-x12.ts'

const HEAD =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260316*0800*U*00401*000000001*0*P*>~'
const GROUP = 'GS*QM*A*B*20260316*0800*1*X*004010~'

/** Of the processor, since on a busy machine a clock on the wall tells of the others. */
function seconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user / 1e6
}

const set = (segments: readonly string[]) =>
  `${HEAD}${GROUP}ST*214*0001~B10*1*2*ABCD~${segments.join('~')}~SE*${segments.length + 3}*0001~GE*1*1~IEA*1*000000001~`
const STATUS = 'AT7*D1*NS***20260316*0800*LT'

test('blank lines without end inside a segment cost no more than their number', () => {
  expect(seconds(() => readX12(`${HEAD}GS${'\n'.repeat(200_000)}x~`))).toBeLessThan(1)
})

test('more strays than fit on a stack are refused, and the first are named', () => {
  for (const text of [`${HEAD}${'A~'.repeat(200_000)}`, `${HEAD}${GROUP}${'A~'.repeat(200_000)}`]) {
    const [one] = readX12(text)
    expect(one!.read.isRefused).toBe(true)
    expect(one!.read.problems.length).toBeLessThan(250)
  }
})

test('a status may be about five hundred numbers, and about no more', () => {
  const named = (count: number) => Array.from({ length: count }, (_, at) => `L11*R${at}*BM`)
  const [fits] = readX12(set([...named(400), 'LX*1', STATUS]))
  expect(fits!.read.events[0]!.shipments).toHaveLength(402)
  const [over] = readX12(set([...named(600), 'LX*1', STATUS]))
  expect(over!.read).toMatchObject({ isRefused: true, events: [], problems: [{ code: 'over_limit', value: '500' }] })
})

test('numbers in the head times loops below it end at the first that is too much', () => {
  const many = [
    ...Array.from({ length: 20_000 }, (_, at) => `L11*R${at}*BM`),
    ...Array<string>(20_000).fill(`LX*1~${STATUS}`),
  ]
  expect(seconds(() => readX12(set(many)))).toBeLessThan(2)
})
