import { describe, expect, test } from 'vitest'
import { type Chart, type ChartStep, checkChart, compare, handOversOf, layoutChart } from './index.ts'

const step = (id: string, kind: ChartStep['kind'] = 'task', lane: string | null = 'desk', ...activities: string[]) => ({
  ...{ id, kind, lane, activities },
})
const arrows = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ id: `${from}-${to}`, from, to }))

/** Order, then pick beside tell, then invoice; the check between pick and invoice is seen by nobody. */
const CHART: Chart = {
  lanes: ['desk', 'store'],
  steps: [
    step('start', 'start'),
    step('order', 'task', 'desk', 'ordered'),
    step('split', 'parallel'),
    step('pick', 'task', 'store', 'picked'),
    step('check', 'task', 'store'),
    step('tell', 'task', 'desk', 'told'),
    step('join', 'parallel'),
    step('bill', 'task', 'desk', 'billed'),
    step('end', 'end'),
  ],
  arrows: arrows(
    ['start', 'order'],
    ['order', 'split'],
    ['split', 'pick'],
    ['split', 'tell'],
    ['pick', 'check'],
    ['check', 'join'],
    ['tell', 'join'],
    ['join', 'bill'],
    ['bill', 'end'],
  ),
}

describe('checking', () => {
  test('finds nothing wrong with a sound chart', () => {
    expect(checkChart(CHART)).toEqual([])
  })

  test('names what is missing, unreachable, without lane or end, and a circle', () => {
    const drawn: Chart = {
      lanes: ['desk'],
      steps: [step('a', 'task', null), step('b', 'task', 'gone'), step('c')],
      arrows: arrows(['a', 'b'], ['b', 'a'], ['b', 'nowhere']),
    }
    expect(checkChart(drawn).map(({ code, id }) => `${code} ${id}`)).toEqual([
      'unknown_step b-nowhere',
      'no_start null',
      'no_end null',
      'no_lane a',
      'unknown_lane b',
      'circle a',
    ])
    const lost: Chart = {
      lanes: ['desk'],
      steps: [step('s', 'start'), step('e', 'end'), step('x')],
      arrows: arrows(['s', 'e']),
    }
    expect(checkChart(lost)).toEqual([
      { code: 'unreachable', id: 'x' },
      { code: 'no_way_out', id: 'x' },
    ])
  })
})

describe('comparing', () => {
  const seen = new Set(['ordered', 'picked', 'told', 'billed'])
  const kindOf = (from: string, to: string) => compare(CHART, [{ from, to }], seen).kinds[0]

  test.each([
    ['ordered', 'picked', 'designed'],
    ['picked', 'billed', 'designed'],
    ['picked', 'told', 'side_by_side'],
    ['ordered', 'billed', 'skipped'],
    ['billed', 'picked', 'went_back'],
    ['picked', 'picked', 'repeated'],
    ['picked', 'lost', 'not_designed'],
  ])('%s, then %s: %s', (from, to, kind) => {
    expect(kindOf(from, to)).toBe(kind)
  })

  test('says what was designed and did not happen', () => {
    const { unseenSteps, unseenPairs } = compare(
      CHART,
      [{ from: 'ordered', to: 'picked' }],
      new Set(['ordered', 'picked', 'billed']),
    )
    expect(unseenSteps).toEqual(['tell'])
    expect(unseenPairs).toEqual([{ from: 'pick', to: 'bill' }])
  })
})

test('the time of an arrow runs between the nearest steps that are seen', () => {
  const found = new Map(handOversOf(CHART).map((one) => [one.arrow, one]))
  expect(found.get('split-pick')).toMatchObject({ from: ['ordered'], to: ['picked'] })
  expect(found.get('join-bill')).toMatchObject({ from: ['told', 'picked'], to: ['billed'] })
  expect(found.has('start-order')).toBe(false)
})

describe('laying out', () => {
  test('keeps steps in their lanes, in the order of time, and apart', () => {
    const { steps, lanes, width, height } = layoutChart(CHART)
    const at = new Map(steps.map((one) => [one.id, one]))
    const store = lanes.find(({ id }) => id === 'store')!
    expect(at.get('pick')!.x).toBeGreaterThan(store.x)
    expect(at.get('order')!.y).toBeLessThan(at.get('pick')!.y)
    expect(at.get('check')!.y).toBeLessThan(at.get('join')!.y)
    for (const a of steps)
      for (const b of steps)
        if (a !== b)
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          )
    for (const { x, y, ...box } of steps)
      expect(x >= 0 && y >= 0 && x + box.width <= width && y + box.height <= height).toBe(true)
  })

  test('draws circles and steps without a lane, and nothing at all', () => {
    const circle = layoutChart({
      lanes: [],
      steps: [step('a', 'task', null), step('b', 'task', null)],
      arrows: arrows(['a', 'b'], ['b', 'a']),
    })
    expect(circle.steps.map(({ y }) => y)).toEqual([...circle.steps.map(({ y }) => y)].sort((a, b) => a - b))
    expect(circle.arrows).toHaveLength(2)
    expect(layoutChart({ lanes: ['desk'], steps: [], arrows: [] }).steps).toEqual([])
  })
})
