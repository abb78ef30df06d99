/** How often it would have been right about texts it had not seen. */
import { type Interval, wilson } from '../shared/index.ts'
import { type Example, judge, learn } from './learn.ts'

const FOLDS = 5
export const CASES_NEEDED = 30

export interface Accuracy {
  readonly right: number
  readonly cases: number
  readonly interval: Interval
  /** What always saying the commonest label would have got right. */
  readonly commonest: number
}

/** Null below thirty cases or with one label only: then nothing is suggested. Every fifth text is judged by the others. */
export function crossValidate(examples: readonly Example[]): Accuracy | null {
  const counts = new Map<string, number>()
  for (const { label } of examples) counts.set(label, (counts.get(label) ?? 0) + 1)
  if (examples.length < CASES_NEEDED || counts.size < 2) return null
  let right = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learn(examples.filter((_, at) => at % FOLDS !== fold))
    const held = examples.filter((_, at) => at % FOLDS === fold)
    right += held.filter(({ features, label }) => judge(model, features)?.label === label).length
  }
  const cases = examples.length
  return { right, cases, interval: wilson(right, cases)!, commonest: Math.max(...counts.values()) }
}

/** It must beat the commonest label, or it is worth nothing. */
export const isWorthSaying = (accuracy: Accuracy | null): accuracy is Accuracy =>
  accuracy !== null && accuracy.right > accuracy.commonest
