/** A table of marks, one row a person: an index for each subject asked with several questions, and what drives the outcome. */
import { type DriverAnswer, type DriverFault, driversOf } from './drivers.ts'
import { alphaOf, LEAST_ALPHA, type Recommendation, recommendationOf } from './marks.ts'
import { type Estimate, meanOf } from './mean.ts'

export interface SurveyTable {
  /** Names of the columns with marks. */
  readonly questions: readonly string[]
  readonly rows: readonly (readonly number[])[]
}

export interface SurveyQuestion {
  /** Worst and best mark. */
  readonly scale: { readonly low: number; readonly high: number }
  /** Subject of the overall mark, such as `sat`. */
  readonly outcome: string
  /** Subjects that may drive it; absent: all others. */
  readonly drivers?: readonly string[]
  /** Question of recommendation, on 0 or 1 to 10. */
  readonly recommend?: string
  readonly draws?: number
  readonly seed?: number
}

export interface SubjectIndex {
  readonly subject: string
  readonly questions: readonly string[]
  /** Null for one question alone. */
  readonly alpha: number | null
  /** Its questions measure the same well enough to be averaged. */
  readonly isOne: boolean
  /** 0 to 100. */
  readonly index: Estimate
}

export interface SurveyAnswer {
  readonly people: number
  readonly indices: readonly SubjectIndex[]
  readonly questions: readonly { readonly question: string; readonly mean: Estimate }[]
  readonly drivers: DriverAnswer | DriverFault
  readonly recommendation: Recommendation | null
}

/** Questions whose names differ only in the number at their end ask about one subject: `qual1` and `qual2` about `qual`. */
export const subjectOf = (question: string): string => question.replace(/[\s_-]*\d+$/, '') || question

export function surveyOf({ questions, rows }: SurveyTable, asked: SurveyQuestion): SurveyAnswer {
  const { scale } = asked
  const subjects = [...new Set(questions.map(subjectOf))]
  const places = new Map(
    subjects.map((subject) => [subject, questions.flatMap((one, at) => (subjectOf(one) === subject ? [at] : []))]),
  )
  const percent = (mark: number) => (100 * (mark - scale.low)) / (scale.high - scale.low)
  const indexOf = (subject: string, row: readonly number[]) => {
    const own = places.get(subject)!
    return own.reduce((sum, at) => sum + percent(row[at]!), 0) / own.length
  }
  const indices = subjects.map((subject): SubjectIndex => {
    const own = places.get(subject)!
    const alpha = alphaOf(rows.map((row) => own.map((at) => row[at]!)))
    return {
      subject,
      questions: own.map((at) => questions[at]!),
      alpha,
      isOne: own.length === 1 || (alpha ?? 0) >= LEAST_ALPHA,
      index: meanOf(
        rows.map((row) => indexOf(subject, row)),
        { low: 0, high: 100 },
      )!,
    }
  })
  const elements = asked.drivers ?? subjects.filter((subject) => subject !== asked.outcome)
  const drivers = driversOf(
    {
      elements,
      marks: rows.map((row) => elements.map((subject) => indexOf(subject, row))),
      overall: rows.map((row) => indexOf(asked.outcome, row)),
    },
    asked,
  )
  const recommendAt = asked.recommend === undefined ? -1 : questions.indexOf(asked.recommend)
  return {
    people: rows.length,
    indices,
    questions: questions.map((question, at) => ({
      question,
      mean: meanOf(
        rows.map((row) => row[at]!),
        scale,
      )!,
    })),
    drivers,
    recommendation: recommendAt < 0 ? null : recommendationOf(rows.map((row) => row[recommendAt]!)),
  }
}
