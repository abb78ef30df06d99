/** How often it would have been right about texts it had not seen: each later part is judged by what was sorted before it. */
import { type Interval, wilson } from '../shared/index.ts'
import { type Example, judge, learn } from './learn.ts'

const PARTS = 5
export const CASES_NEEDED = 30

export interface Accuracy {
  readonly right: number
  readonly cases: number
  readonly interval: Interval
  /** What always saying the label that was commonest until then would have got right. */
  readonly commonest: number
}

/**
 * Examples oldest first. Null below thirty cases or with one label only: then nothing is suggested. The first fifth is only
 * learned from; customers change what they ask, so nothing of tomorrow may help to judge today.
 */
export function validateForward(examples: readonly Example[]): Accuracy | null {
  if (examples.length < CASES_NEEDED || new Set(examples.map(({ label }) => label)).size < 2) return null
  let [right, commonest, cases] = [0, 0, 0]
  for (let part = 1; part < PARTS; part++) {
    const [from, to] = [part, part + 1].map((edge) => Math.round((edge * examples.length) / PARTS)) as [number, number]
    const past = examples.slice(0, from)
    const held = examples.slice(from, to)
    const model = learn(past)
    const usual = commonestLabel(past)
    cases += held.length
    right += held.filter(({ features, label }) => judge(model, features)?.label === label).length
    commonest += held.filter(({ label }) => label === usual).length
  }
  return { right, cases, interval: wilson(right, cases)!, commonest }
}

/** Of equally common ones the first by name, so that the order of sorting changes nothing. */
function commonestLabel(examples: readonly Example[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0]
}

/** It must beat the commonest label, or it is worth nothing. */
export const isWorthSaying = (accuracy: Accuracy | null): accuracy is Accuracy =>
  accuracy !== null && accuracy.right > accuracy.commonest
