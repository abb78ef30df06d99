/** How much of today's revenue a segment gains or loses with a level. */
import { figureAt, type Inputs } from './guess.ts'
import type { Element, Response } from './problem.ts'

export type Gain = (values: Float64Array) => number

/** A level seen so that more is always better. */
export const betterness = (element: Pick<Element, 'better'>, level: number): number =>
  element.better === 'more' ? level : 0 - level

/**
 * Of one level against today, as a share of the revenue. Examples: linear with slope 0.006 a day, from seven days to five:
 * +0.012; logistic from its middle far up: (most − least) / 2. Uncertain figures are entered once, whatever the number of levels.
 */
export function responseOf(place: string, element: Element, inputs: Inputs): (level: number) => Gain {
  const { response, today } = element
  if (!response) return () => () => 0
  const figure = (name: string, guess: Parameters<Inputs['figure']>[1]) =>
    inputs.figure(`${place}.response.${name}`, guess)
  const now = betterness(element, today)
  if (response.form === 'linear') {
    const slope = figure('slope', response.slope)
    return (level) => (values) => figureAt(slope, values) * (betterness(element, level) - now)
  }
  if (response.form === 'logistic') return logistic(response, element, figure)
  const sensitivity = figure('sensitivity', response.sensitivity)
  const rivals = response.rivals.map((rival) => betterness(element, rival))
  return (level) => (values) => {
    const weight = figureAt(sensitivity, values)
    return share(weight, betterness(element, level), rivals) / share(weight, now, rivals) - 1
  }
}

function logistic(
  response: Response & { form: 'logistic' },
  element: Element,
  figure: (name: string, guess: Parameters<Inputs['figure']>[1]) => ReturnType<Inputs['figure']>,
): (level: number) => Gain {
  const [least, most] = [figure('least', response.least), figure('most', response.most)]
  const steepness = figure('steepness', response.steepness)
  const middle = betterness(element, response.middle)
  const now = betterness(element, element.today) - middle
  return (level) => {
    const then = betterness(element, level) - middle
    return (values) => {
      const k = figureAt(steepness, values)
      return (figureAt(most, values) - figureAt(least, values)) * (sigmoid(k * then) - sigmoid(k * now))
    }
  }
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** e^V / Σ e^V, kept from overflowing by taking ours out of it. */
const share = (weight: number, ours: number, rivals: readonly number[]) =>
  1 / (1 + rivals.reduce((sum, rival) => sum + Math.exp(weight * (rival - ours)), 0))
