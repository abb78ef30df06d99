/** Files that nobody sends but to do harm: each is answered, and soon. */
import { expect, test } from 'vitest'
import { readEdifact } from './read-edifact.ts'

const HEAD = "UNB+UNOA:1+A+B+260316:0800+1'"

/** Of the processor, since on a busy machine a clock on the wall tells of the others. */
function seconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user / 1e6
}

const message = (segments: readonly string[]) =>
  `${HEAD}UNH+1+IFTSTA:D:99B:UN'BGM+77+1+9'CNI+1+X'${segments.join("'")}'UNT+${segments.length + 4}+1'UNZ+1+1'`

test('more strays than fit on a stack are refused, and the first are named', () => {
  const [one] = readEdifact(`${HEAD}${"A'".repeat(200_000)}`)
  expect(one!.read.isRefused).toBe(true)
  expect(one!.read.problems.length).toBeLessThan(250)
})

test('numbers of goods without end cost no more than their number, and are refused with their status', () => {
  const goods = [...Array<string>(20_000).fill('GIN+BN+a+b+c+d+e'), 'STS+1+1', 'DTM+334:20260316:102']
  expect(seconds(() => readEdifact(message(['GID+1', ...goods])))).toBeLessThan(2)
  const [one] = readEdifact(message(['GID+1', ...goods]))
  expect(one!.read).toMatchObject({ isRefused: true, events: [], problems: [{ code: 'over_limit', value: '500' }] })
})

test('four hundred numbers of one consignment are taken', () => {
  const named = Array.from({ length: 400 }, (_, at) => `RFF+BM:R${at}`)
  const [one] = readEdifact(message([...named, 'STS+1+1', 'DTM+334:20260316:102']))
  expect(one!.read.events[0]!.shipments).toHaveLength(401)
})
