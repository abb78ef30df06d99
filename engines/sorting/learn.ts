/** Multinomial naive Bayes: how often each label has each feature, one more than counted. */
import { FEATURE_BUCKETS, type Features } from './words.ts'

export interface Example {
  readonly features: Features
  readonly label: string
}

interface Label {
  readonly label: string
  cases: number
  total: number
  readonly counts: Map<number, number>
}

export interface Model {
  readonly cases: number
  readonly labels: readonly Label[]
}

export function learn(examples: readonly Example[]): Model {
  const labels = new Map<string, Label>()
  for (const { features, label } of examples) {
    const known = labels.get(label) ?? { label, cases: 0, total: 0, counts: new Map<number, number>() }
    labels.set(label, known)
    known.cases += 1
    for (const [bucket, count] of features) {
      known.counts.set(bucket, (known.counts.get(bucket) ?? 0) + count)
      known.total += count
    }
  }
  // In one order whatever came first, so that equal chances are settled alike.
  return { cases: examples.length, labels: [...labels.values()].toSorted((a, b) => (a.label < b.label ? -1 : 1)) }
}

/** The likeliest label and its chance; null where nothing was learned or the text says nothing. */
export function judge(model: Model, features: Features): { label: string; chance: number } | null {
  if (model.labels.length === 0 || features.size === 0) return null
  const scores = model.labels.map((one) => {
    let score = Math.log((one.cases + 1) / (model.cases + model.labels.length))
    for (const [bucket, count] of features)
      score += count * Math.log(((one.counts.get(bucket) ?? 0) + 1) / (one.total + FEATURE_BUCKETS))
    return score
  })
  const best = scores.indexOf(Math.max(...scores))
  const chance = 1 / scores.reduce((sum, score) => sum + Math.exp(score - scores[best]!), 0)
  return { label: model.labels[best]!.label, chance }
}
