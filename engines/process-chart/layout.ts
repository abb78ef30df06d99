/**
 * Where everything stands: lanes from left to right, time from top to bottom, one row a rank. Straight lines only, in channels
 * between the rows and along the left edge of a lane, so that no line runs through a step.
 */
import { type Chart, type ChartStep, waysOf } from './chart.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedChart {
  readonly width: number
  readonly height: number
  readonly lanes: readonly ({ readonly id: string } & Box)[]
  readonly steps: readonly ({ readonly id: string } & Box)[]
  readonly arrows: readonly { readonly id: string; readonly points: readonly (readonly [number, number])[] }[]
}

const TASK = { width: 152, height: 86 }
const GATEWAY = { width: 34, height: 34 }
const EVENT = { width: 30, height: 30 }
/** Of a lane: room for its channel at the left, and air at the right. */
const CHANNEL = 24
const AIR = 10
const BESIDE = 14
const HEAD = 44
const GAP = 40

const sizeOf = ({ kind }: ChartStep) => (kind === 'task' ? TASK : kind === 'start' || kind === 'end' ? EVENT : GATEWAY)

/** Steps without a lane, or of a lane that is not there, stand in a nameless lane at the end. */
const NO_LANE = ''

/** `rows` gives each step its row where the chart is not one that was drawn, such as what was found in a log. */
export function layoutChart(chart: Chart, rows?: ReadonlyMap<string, number>): PlacedChart {
  const ranks = rows ?? rankSteps(chart)
  const laneOf = (step: ChartStep) => (step.lane !== null && chart.lanes.includes(step.lane) ? step.lane : NO_LANE)
  const names = [...chart.lanes, ...(chart.steps.some((step) => laneOf(step) === NO_LANE) ? [NO_LANE] : [])]
  const cells = new Map<string, ChartStep[]>()
  for (const step of chart.steps) {
    const key = `${laneOf(step)}\n${ranks.get(step.id)}`
    cells.set(key, [...(cells.get(key) ?? []), step])
  }
  const inner = new Map(names.map((name) => [name, TASK.width]))
  for (const [key, steps] of cells) {
    const lane = key.split('\n')[0]!
    const width = steps.reduce((sum, step) => sum + sizeOf(step).width, 0) + BESIDE * (steps.length - 1)
    inner.set(lane, Math.max(inner.get(lane)!, width))
  }
  const heights = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, (_, row) =>
    Math.max(0, ...chart.steps.filter(({ id }) => ranks.get(id) === row).map((step) => sizeOf(step).height)),
  )
  const tops: number[] = []
  let bottom = HEAD
  for (const height of heights) {
    tops.push(bottom + GAP)
    bottom += GAP + height
  }
  const height = bottom + GAP
  let x = 0
  const lanes = names.map((id) => {
    const width = CHANNEL + inner.get(id)! + AIR
    const lane = { id, x, y: 0, width, height }
    x += width
    return lane
  })
  const steps = chart.steps.map((step) => {
    const row = ranks.get(step.id)!
    const lane = lanes.find(({ id }) => id === laneOf(step))!
    const alike = cells.get(`${lane.id}\n${row}`)!
    const whole = alike.reduce((sum, one) => sum + sizeOf(one).width, 0) + BESIDE * (alike.length - 1)
    const before = alike.slice(0, alike.indexOf(step)).reduce((sum, one) => sum + sizeOf(one).width + BESIDE, 0)
    const size = sizeOf(step)
    const left = lane.x + CHANNEL + (lane.width - CHANNEL - AIR - whole) / 2 + before
    return { id: step.id, x: left, y: tops[row]! + (heights[row]! - size.height) / 2, ...size }
  })
  const placed = { width: x, height, lanes, steps }
  return { ...placed, arrows: routeArrows(chart, placed, { ranks, tops, heights }) }
}

/** Longest way from where nothing comes before; what leads back to an earlier step does not count. */
function rankSteps(chart: Chart): Map<string, number> {
  const { after, before } = waysOf(chart)
  const back = backArrows(chart)
  const ranks = new Map<string, number>()
  const waiting = new Map(
    chart.steps.map(({ id }) => [id, before.get(id)!.filter((one) => !back.has(`${one}\n${id}`)).length]),
  )
  const open = chart.steps.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id)
  for (const id of open) ranks.set(id, 0)
  for (let at = 0; at < open.length; at++) {
    const id = open[at]!
    for (const next of after.get(id)!) {
      if (back.has(`${id}\n${next}`)) continue
      ranks.set(next, Math.max(ranks.get(next) ?? 0, ranks.get(id)! + 1))
      waiting.set(next, waiting.get(next)! - 1)
      if (waiting.get(next) === 0) open.push(next)
    }
  }
  return ranks
}

/** The arrows that close a circle, found on a walk from the starts. */
function backArrows(chart: Chart): Set<string> {
  const { after, before } = waysOf(chart)
  const found = new Set<string>()
  const state = new Map<string, 'open' | 'done'>()
  const first = [...chart.steps].sort(
    (a, b) =>
      Number(b.kind === 'start') - Number(a.kind === 'start') || before.get(a.id)!.length - before.get(b.id)!.length,
  )
  for (const { id: root } of first) {
    if (state.has(root)) continue
    const path: { id: string; next: number }[] = [{ id: root, next: 0 }]
    state.set(root, 'open')
    while (path.length > 0) {
      const top = path.at(-1)!
      const to = after.get(top.id)![top.next++]
      if (to === undefined) {
        state.set(top.id, 'done')
        path.pop()
      } else if (state.get(to) === 'open') found.add(`${top.id}\n${to}`)
      else if (!state.has(to)) {
        state.set(to, 'open')
        path.push({ id: to, next: 0 })
      }
    }
  }
  return found
}

type Rows = { ranks: ReadonlyMap<string, number>; tops: readonly number[]; heights: readonly number[] }

function routeArrows(chart: Chart, { lanes, steps }: Omit<PlacedChart, 'arrows'>, { ranks, tops, heights }: Rows) {
  const box = new Map(steps.map((one) => [one.id, one]))
  const used = new Map<string, number>()
  /** Lines that share a channel stand beside one another. */
  const shift = (channel: string, step: number, most: number) => {
    const nth = used.get(channel) ?? 0
    used.set(channel, nth + 1)
    return (nth % most) * step
  }
  const laneAt = (x: number) => lanes.find((lane) => x >= lane.x && x < lane.x + lane.width)!
  return chart.arrows.flatMap(({ id, from, to }): { id: string; points: [number, number][] }[] => {
    const [a, b] = [box.get(from), box.get(to)]
    if (!a || !b) return []
    const [rankA, rankB] = [ranks.get(from)!, ranks.get(to)!]
    const start: [number, number] = [a.x + a.width / 2, a.y + a.height]
    const end: [number, number] = [b.x + b.width / 2, b.y]
    const below = tops[rankA]! + heights[rankA]! + 10
    const above = tops[rankB]! - 12
    if (rankB === rankA + 1) {
      if (start[0] === end[0]) return [{ id, points: [start, end] }]
      const y = below + shift(`row ${rankA}`, 6, 4)
      return [{ id, points: [start, [start[0], y], [end[0], y], end] }]
    }
    const lane = laneAt(end[0])
    const x = lane.x + 7 + shift(`lane ${lane.id}`, 6, 3)
    const first = below + shift(`row ${rankA}`, 6, 4)
    const last = above - shift(`over ${rankB}`, 5, 2)
    return [{ id, points: [start, [start[0], first], [x, first], [x, last], [end[0], last], end] }]
  })
}
