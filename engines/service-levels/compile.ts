/** A problem as rows of numbers: one class for each element of a segment, one option for each admissible level. */
import { type Bar, barOf } from './admissible.ts'
import { figureAt, Inputs, meanOf } from './guess.ts'
import type { Element, Level, Problem, Segment } from './problem.ts'
import { betterness, type Gain, responseOf } from './response.ts'

/** What a level brings against today, a year. */
export interface Worth {
  readonly revenue: number
  readonly margin: number
  readonly intangible: number
  readonly cost: number
}

export interface Option {
  readonly level: Level
  readonly bar: Bar | undefined
  worth(values: Float64Array): Worth
}

export interface ElementClass {
  readonly segment: Segment
  readonly element: Element
  /** All levels, those that are no choice too. */
  readonly options: readonly Option[]
  readonly today: number
}

export interface Compiled {
  readonly problem: Problem
  readonly inputs: Inputs
  readonly classes: readonly ElementClass[]
  /** The budget, where there is one, then the capacities. */
  readonly limits: readonly { readonly name: string; readonly limit: number }[]
}

export const BUDGET = 'budget'

export function compile(problem: Problem): Compiled {
  const inputs = new Inputs(problem)
  const classes = problem.segments.flatMap((segment) => classesOf(segment, inputs))
  const budget = problem.budget === undefined ? [] : [{ name: BUDGET, limit: problem.budget }]
  const capacities = (problem.capacities ?? []).map(({ capacity, limit }) => ({ name: capacity, limit }))
  return { problem, inputs, classes, limits: [...budget, ...capacities] }
}

function classesOf(segment: Segment, inputs: Inputs): ElementClass[] {
  const revenue = inputs.figure(`${segment.segment}.revenue`, segment.revenue)
  const margin = inputs.figure(`${segment.segment}.margin`, segment.margin)
  const later = segment.retention ? 1 / (1 + segment.retention.discount - segment.retention.kept) : 0
  return segment.elements.map((element) => {
    const place = `${segment.segment}.${element.element}`
    const response = responseOf(place, element, inputs)
    const loyalty = inputs.figure(`${place}.loyalty`, element.loyalty ?? 0)
    const costs = element.levels.map(({ level, cost }) => inputs.figure(`${place}.${level}.cost`, cost))
    const today = element.levels.findIndex(({ level }) => level === element.today)
    const options = element.levels.map((level, at): Option => {
      const gain: Gain = response(level.level)
      const step = betterness(element, level.level) - betterness(element, element.today)
      return {
        level,
        bar: barOf(element, level),
        worth(values) {
          const [income, rate] = [figureAt(revenue, values), figureAt(margin, values)]
          const more = gain(values) * income
          return {
            revenue: more,
            margin: more * rate,
            intangible: figureAt(loyalty, values) * step * income * rate * later,
            cost: at === today ? 0 : figureAt(costs[at]!, values) - figureAt(costs[today]!, values),
          }
        },
      }
    })
    return { segment, element, options, today }
  })
}

/** Every input at its mean: what is expected. */
export const expectedValues = ({ inputs }: Compiled): Float64Array => Float64Array.from(inputs.list, meanOf)

export const netOf = ({ margin, intangible, cost }: Worth, countsIntangible: boolean): number =>
  margin + (countsIntangible ? intangible : 0) - cost
