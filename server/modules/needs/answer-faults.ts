/** Whether an answer fits the questions it answers. */
import type { SurveyAnswer, SurveyQuestion } from '../../../contract/surveys.ts'
import { KANO_ANSWERS } from '../../../engines/needs/index.ts'

export interface AnswerFault {
  readonly question_number: number
  readonly element_id?: string
  readonly part?: number
  /** `sum`: the points do not make a hundred; `same`: best and worst are one; `nothing`: no question is answered. */
  readonly reason: 'sum' | 'same' | 'missing' | 'value' | 'nothing'
  readonly sum?: number
}

const SCALES = {
  perception: [1, 7],
  expectation: [1, 7],
  competitor: [1, 7],
  required: [0, 100],
  satisfaction: [1, 5],
  recommend: [0, 10],
  effort: [1, 7],
  wallet: [0, 100],
  handling: [1, 5],
} as const

/**
 * What does not fit. Any question may be left out as a whole; points make a hundred or none, and a set has a best and
 * another worst or neither.
 */
export function faultsOf(
  questions: readonly SurveyQuestion[],
  answers: readonly SurveyAnswer[],
  setsOfQuestion: (question: SurveyQuestion) => readonly (readonly string[])[],
): AnswerFault[] {
  const known = new Map(questions.map((question) => [question.question_number, question]))
  const stray = answers.filter(({ question_number }) => !known.has(question_number))
  return [
    ...stray.map(({ question_number }): AnswerFault => ({ question_number, reason: 'value' })),
    ...questions.flatMap((question) => {
      const own = answers.filter(({ question_number }) => question_number === question.question_number)
      return own.length === 0 ? [] : faultsIn(question, own, setsOfQuestion)
    }),
  ]
}

function faultsIn(
  question: SurveyQuestion,
  own: readonly SurveyAnswer[],
  setsOfQuestion: (question: SurveyQuestion) => readonly (readonly string[])[],
): AnswerFault[] {
  const { question_number, kind, elements } = question
  const strange = own.filter(({ element_id }) =>
    element_id === '' ? elements.length > 0 : !elements.includes(element_id),
  )
  if (strange.length > 0 || kind === 'open') return [{ question_number, reason: 'value' }]
  if (kind === 'points') {
    const sum = own.reduce((total, { value }) => total + (value ?? 0), 0)
    return Math.abs(sum - 100) < 0.01 ? [] : [{ question_number, reason: 'sum', sum }]
  }
  if (kind === 'best_worst') return faultsOfSets(question_number, own, setsOfQuestion(question))
  if (kind === 'kano') {
    const words: readonly (string | null | undefined)[] = KANO_ANSWERS
    return own.flatMap(({ element_id, part, word }): AnswerFault[] => {
      const isPaired = own.some((other) => other.element_id === element_id && other.part === 3 - part)
      if (!words.includes(word) || (part !== 1 && part !== 2))
        return [{ question_number, element_id, part, reason: 'value' }]
      return isPaired ? [] : [{ question_number, element_id, part: 3 - part, reason: 'missing' }]
    })
  }
  const [least, most] = SCALES[kind]
  return own.flatMap(({ element_id, value, word }): AnswerFault[] =>
    word === 'not_applicable' && value == null
      ? []
      : value == null || value < least || value > most || (kind !== 'required' && !Number.isInteger(value))
        ? [{ question_number, element_id, reason: 'value' }]
        : [],
  )
}

function faultsOfSets(
  question_number: number,
  own: readonly SurveyAnswer[],
  sets: readonly (readonly string[])[],
): AnswerFault[] {
  return sets.flatMap((shown, at): AnswerFault[] => {
    const part = at + 1
    const answers = own.filter((answer) => answer.part === part)
    const of = (word: string) => answers.filter((answer) => answer.word === word)
    if (answers.length === 0) return []
    if (of('both').length > 0) return [{ question_number, part, reason: 'same' }]
    if (answers.some(({ element_id }) => !shown.includes(element_id)))
      return [{ question_number, part, reason: 'value' }]
    if (of('best').length !== 1 || of('worst').length !== 1)
      return [{ question_number, part, reason: of('best').length > 1 ? 'value' : 'missing' }]
    return []
  })
}
