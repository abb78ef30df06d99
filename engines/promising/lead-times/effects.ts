/** Each lane, carrier, seller … shifts the log time by an effect that is shrunk towards none in proportion to its cases. */
import { type Location, ONE_CASE, slopes } from './censored.ts'
import { FACTORS } from './factors.ts'
import { EFFECT_SHRINK } from './settings.ts'

export interface Effects {
  readonly base: number
  /** One effect a code and factor. */
  readonly of: readonly Float64Array[]
}

const SWEEPS = 4

/**
 * Penalized likelihood by Newton steps, factor after factor, coarse to fine, over and over: what a service explains is
 * not explained again by its lanes. `codes` has FACTORS values a row. Leaves the fit in `at.location`.
 */
export function fitEffects(at: Location, codes: Int32Array, sizes: readonly number[]): Effects {
  let base = meanOfEnded(at)
  at.location.fill(base)
  const of = sizes.map((size) => new Float64Array(size))
  const work = { gradient: new Float64Array(at.count), curvature: new Float64Array(at.count) }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    base += moveBase(at, work)
    for (const [f, effect] of of.entries()) moveFactor(at, { codes, f, effect, shrink: EFFECT_SHRINK }, work)
  }
  return { base, of }
}

/** The effects of one factor alone, on top of what is in `at.location`. */
export function fitFactor(at: Location, factor: Omit<Factor, 'effect'>, size: number): Float64Array {
  const effect = new Float64Array(size)
  const work = { gradient: new Float64Array(at.count), curvature: new Float64Array(at.count) }
  for (let sweep = 0; sweep < SWEEPS; sweep++) moveFactor(at, { ...factor, effect }, work)
  return effect
}

interface Work {
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

interface Factor {
  readonly codes: Int32Array
  readonly f: number
  readonly effect: Float64Array
  /** In cases. */
  readonly shrink: number
}

function meanOfEnded({ count, log, isOpen, weight }: Location): number {
  let [sum, cases] = [0, 0]
  for (let i = 0; i < count; i++)
    if (!isOpen[i]) {
      sum += log[i]! * weight[i]!
      cases += weight[i]!
    }
  return cases > 0 ? sum / cases : 0
}

function moveBase(at: Location, { gradient, curvature }: Work): number {
  slopes(at, gradient, curvature)
  let [up, down] = [0, 1e-9]
  for (let i = 0; i < at.count; i++) {
    up += gradient[i]!
    down += curvature[i]!
  }
  for (let i = 0; i < at.count; i++) at.location[i]! += up / down
  return up / down
}

function moveFactor(at: Location, { codes, f, effect, shrink }: Factor, { gradient, curvature }: Work): void {
  slopes(at, gradient, curvature)
  const up = new Float64Array(effect.length)
  const down = new Float64Array(effect.length)
  for (let i = 0, c = f; i < at.count; i++, c += FACTORS) {
    const code = codes[c]!
    if (code < 0) continue
    up[code]! += gradient[i]!
    down[code]! += curvature[i]!
  }
  const penalty = shrink * ONE_CASE
  for (let code = 0; code < effect.length; code++) {
    up[code] = (up[code]! - penalty * effect[code]!) / (down[code]! + penalty)
    effect[code]! += up[code]!
  }
  for (let i = 0, c = f; i < at.count; i++, c += FACTORS) if (codes[c]! >= 0) at.location[i]! += up[codes[c]!]!
}

/** Sum of the effects of one case. A code younger than the fit has none. */
export function effectOf({ base, of }: Effects, codes: Int32Array, at: number): number {
  let sum = base
  for (let f = 0; f < of.length; f++) sum += ofCode(of[f]!, codes[at + f]!)
  return sum
}

export const ofCode = (effect: Float64Array, code: number) => (code >= 0 && code < effect.length ? effect[code]! : 0)
