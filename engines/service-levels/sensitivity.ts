/** Which inputs move the gain most, and from which value on another mix would be chosen. */
import { type Compiled, netOf } from './compile.ts'
import type { Input } from './guess.ts'
import { bestMix, type Means } from './prove.ts'
import { isCounted, type Mix, mixOf, questionAt, worthOf } from './question.ts'

export interface Switch {
  readonly value: number
  /** Within the range that was given; else beyond it, by no more than its width. */
  readonly isWithin: boolean
  /** Elements whose level changes there. */
  readonly changes: readonly { readonly segment: string; readonly element: string; readonly level: number }[]
}

export interface Swing {
  readonly input: string
  readonly low: number
  readonly high: number
  readonly expected: number
  /** Gain of the chosen mix when this input alone is at its least, and at its most. */
  readonly atLow: number
  readonly atHigh: number
  /** The first value below, and above, what is expected at which another mix is best; null: none. */
  readonly below: Switch | null
  readonly above: Switch | null
}

const SHOWN = 8
const LOOKS = 3
const HALVINGS = 10

export interface Standing {
  readonly values: Float64Array
  readonly mix: Mix
  readonly means: Means
}

export function swingsOf(compiled: Compiled, standing: Standing): Swing[] {
  const { values, mix } = standing
  const counts = isCounted(compiled)
  const gainAt = (at: number, value: number) => {
    const moved = Float64Array.from(values)
    moved[at] = value
    return netOf(worthOf(compiled.classes, mix, moved), counts)
  }
  return compiled.inputs.list
    .map((input, at) => ({ input, at, atLow: gainAt(at, input.low), atHigh: gainAt(at, input.high) }))
    .toSorted((a, b) => Math.abs(b.atHigh - b.atLow) - Math.abs(a.atHigh - a.atLow) || a.at - b.at)
    .slice(0, SHOWN)
    .map(({ input, at, atLow, atHigh }) => {
      const side = (towards: 'low' | 'high') => switchOf(compiled, standing, { input, at, towards })
      const expected = values[at]!
      return {
        input: input.name,
        low: input.low,
        high: input.high,
        expected,
        atLow,
        atHigh,
        below: side('low'),
        above: side('high'),
      }
    })
}

interface Side {
  readonly input: Input
  readonly at: number
  readonly towards: 'low' | 'high'
}

/** Looks outwards in a few steps, then halves: what changes and changes back between two looks is not seen. */
function switchOf(compiled: Compiled, standing: Standing, { input, at, towards }: Side): Switch | null {
  const from = standing.values[at]!
  const span = input.high - input.low
  const end = input[towards]
  const beyond = towards === 'low' ? Math.max(end - span, Math.min(end, 0)) : end + span
  const mixAt = (value: number) => bestAt(compiled, standing, { at, value })
  let same = from
  const looks = [...Array.from({ length: LOOKS }, (_, nth) => from + ((end - from) * (nth + 1)) / LOOKS), beyond]
  for (const look of looks) {
    if (look === same) continue
    let [kept, changed, found] = [same, look, mixAt(look)]
    if (!found) {
      same = look
      continue
    }
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (kept + changed) / 2
      const other = mixAt(middle)
      if (other) [changed, found] = [middle, other]
      else kept = middle
    }
    const isWithin = changed >= input.low && changed <= input.high
    return { value: changed, isWithin, changes: changesOf(compiled, standing.mix, found) }
  }
  return null
}

/** The best mix at another value, where it is worth more there than the one that stands; undefined: it still stands. */
function bestAt(compiled: Compiled, { values, mix, means }: Standing, { at, value }: { at: number; value: number }) {
  const moved = Float64Array.from(values)
  moved[at] = value
  const question = questionAt(compiled, moved)
  const best = bestMix(question.asked, means)
  if (!best) return undefined
  const other = mixOf(question, best.picks)
  const counts = isCounted(compiled)
  const gain = (one: Mix) => netOf(worthOf(compiled.classes, one, moved), counts)
  return gain(other) > gain(mix) + 1e-7 * Math.max(1, Math.abs(gain(mix))) ? other : undefined
}

const changesOf = ({ classes }: Compiled, mix: Mix, other: Mix) =>
  classes.flatMap(({ segment, element, options }, at) =>
    mix[at] === other[at]
      ? []
      : [{ segment: segment.segment, element: element.element, level: options[other[at]!]!.level.level }],
  )
