import { expect, test } from 'vitest'
import { againOf, countOf, type Looked, placeId, type SheetRow } from './count-draft.ts'

const row = (bin: string): SheetRow => ({ product_id: 'PIPE', bin, lot_id: null, serial: null, state: 'released' })
const about = { site: 'CHI', countClass: 'A', countId: null, cause: ' ' } as const

test('sends only what was looked at, with the tolerance of its class', () => {
  const rows = [row('A-1'), row('A-2')]
  expect(countOf(rows, { [placeId(rows[1]!)]: 0 }, about)).toMatchObject({
    location_id: 'CHI',
    tolerance_percent: 0.2,
    cause: null,
    lines: [{ bin: 'A-2', counted: 0 }],
  })
  expect(countOf(rows, {}, about)).toBeNull()
})

test('a second look is asked of the places that were too far off, under the same count', () => {
  const rows = [row('A-1'), row('A-2')]
  const looked = [
    { ...row('A-2'), look: 1, expected: null, counted: 3, outcome: 'look_again' },
    { ...row('A-1'), look: 1, expected: 5, counted: 5, outcome: 'exact' },
  ] as Looked[]
  expect(againOf(rows, looked)).toEqual([rows[1]])
  expect(countOf(againOf(rows, looked), { [placeId(rows[1]!)]: 3 }, { ...about, countId: 'CT-1' })).toMatchObject({
    count_id: 'CT-1',
    lines: [{ bin: 'A-2' }],
  })
})
