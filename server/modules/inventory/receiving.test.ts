import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Arrived, decideReceipt, type Expected } from './receiving.ts'

const expected = (quantity: number, rest: Partial<Expected> = {}): Expected => ({
  line_number: 1,
  product_id: 'PIPE',
  quantity,
  received: 0,
  state: 'confirmed',
  ...rest,
})
const arrived = (quantity: number, rest: Partial<Arrived> = {}): Arrived => ({
  product_id: 'PIPE',
  quantity,
  damaged_quantity: 0,
  ...rest,
})

test('what was announced and came closes the line without a difference', () => {
  const decision = decideReceipt([arrived(10)], [expected(10)], false)
  expect(decision.supply).toEqual([{ line_number: 1, received: 10, closed_cause: 'received' }])
  expect(decision.differences).toEqual([])
})

test('a part leaves the line open; a last part closes it short', () => {
  expect(decideReceipt([arrived(6)], [expected(10)], false)).toMatchObject({
    supply: [{ received: 6, closed_cause: null }],
    differences: [],
  })
  expect(decideReceipt([arrived(6)], [expected(10)], true)).toMatchObject({
    supply: [{ received: 6, closed_cause: 'short' }],
    differences: [{ kind: 'short', quantity: 4 }],
  })
})

test('a line of which nothing came is short too, once nothing more will come', () => {
  const both = [expected(10), expected(3, { line_number: 2, product_id: 'VALVE' })]
  expect(decideReceipt([arrived(10)], both, true).differences).toEqual([
    { kind: 'short', product_id: 'VALVE', supply_line: 2, quantity: 3, cause: null },
  ])
})

test('too much is over by what exceeds the announcement, and no more than that when it goes on', () => {
  expect(decideReceipt([arrived(12)], [expected(10)], false).differences).toMatchObject([{ kind: 'over', quantity: 2 }])
  const closed = expected(10, { received: 12, state: 'closed' })
  expect(decideReceipt([arrived(1)], [closed], false).differences).toMatchObject([{ kind: 'over', quantity: 1 }])
})

test('damaged goods are received, lie apart, and are a difference with its cause', () => {
  const decision = decideReceipt([arrived(10, { damaged_quantity: 2, cause: 'wet' })], [expected(10)], false)
  expect(decision.parts).toMatchObject([
    { state: 'released', quantity: 8 },
    { state: 'damaged', quantity: 2 },
  ])
  expect(decision.differences).toMatchObject([{ kind: 'damaged', quantity: 2, cause: 'wet' }])
  expect(decision.supply).toMatchObject([{ closed_cause: 'received' }])
})

test('a product nobody ordered waits in quarantine and closes nothing', () => {
  const decision = decideReceipt([arrived(5, { product_id: 'GLUE' })], [expected(10)], false)
  expect(decision.parts).toMatchObject([{ state: 'quarantine', quantity: 5, supply_line: null }])
  expect(decision.differences).toMatchObject([{ kind: 'wrong_product', product_id: 'GLUE', quantity: 5 }])
  expect(decision.supply).toEqual([])
})

test('goods without an announcement are simply received', () => {
  expect(decideReceipt([arrived(5)], null, false)).toMatchObject({ parts: [{ state: 'released' }], differences: [] })
})

test('serial numbers must be as many as the pieces, each once', () => {
  const serials =
    (...list: string[]) =>
    () =>
      decideReceipt([arrived(2, { serials: list })], null, false)
  expect(serials('A', 'B')().parts).toMatchObject([
    { serial: 'A', quantity: 1 },
    { serial: 'B', quantity: 1 },
  ])
  expect(serials('A')).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  expect(serials('A', 'A')).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
})

test('however the goods of a line come in parts, short and over tell exactly what separates them from the announcement', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1 }),
      (wanted, parts) => {
        let line = expected(wanted)
        let [over, short] = [0, 0]
        parts.forEach((part, at) => {
          const decision = decideReceipt([arrived(part)], [line], at === parts.length - 1)
          for (const { kind, quantity } of decision.differences) {
            if (kind === 'over') over += quantity
            else short += quantity
          }
          const after = decision.supply[0]!
          line = { ...line, received: after.received, state: after.closed_cause ? 'closed' : line.state }
        })
        const total = parts.reduce((sum, part) => sum + part, 0)
        expect(line.received).toBe(total)
        expect(over - short).toBe(total - wanted)
        expect(line.state).toBe('closed')
      },
    ),
  )
})
