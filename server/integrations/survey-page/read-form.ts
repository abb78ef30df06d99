/** From the fields of the page's form to an answer, and from an answer to what the fields show. */
import { BUYING_ROLES } from '../../../contract/imports.ts'
import { DEPARTMENTS } from '../../../contract/service-elements.ts'
import type { SurveyAnswer, SurveyQuestion } from '../../../contract/surveys.ts'
import { setsFor } from '../../modules/needs/index.ts'

/** Text by the field's name, as it was sent. */
export type Fields = Readonly<Record<string, string>>

/** Elements by their place in the question, so that no code needs escaping in a name. */
export const fieldOf = (question: number, place: number, part = 0): string => `q${question}_${place}_${part}`
export const bestField = (question: number, set: number): string => `q${question}_b${set}`
export const worstField = (question: number, set: number): string => `q${question}_w${set}`
export const wholeField = (question: number): string => `q${question}`

const WORDS_MAX = 4_000

export interface ReadForm {
  readonly buying_role: (typeof BUYING_ROLES)[number] | null
  readonly department: (typeof DEPARTMENTS)[number] | null
  readonly answers: SurveyAnswer[]
  readonly words: Record<string, string>
  readonly version: number
  readonly isReplacing: boolean
}

export function readForm(fields: Fields, questions: readonly SurveyQuestion[], invitationId: string): ReadForm {
  const words: Record<string, string> = {}
  for (const { question_number, kind } of questions) {
    const text = fields[wholeField(question_number)]?.replaceAll('\0', '').slice(0, WORDS_MAX).trim()
    if (kind === 'open' && text) words[question_number] = text
  }
  return {
    buying_role: BUYING_ROLES.find((role) => role === fields.role) ?? null,
    department: DEPARTMENTS.find((one) => one === fields.department) ?? null,
    answers: questions.flatMap((question) => answersOf(question, fields, invitationId)),
    words,
    version: /^\d{1,9}$/.test(fields.v ?? '') ? Number(fields.v) : 0,
    isReplacing: fields.replace === '1',
  }
}

function answersOf(question: SurveyQuestion, fields: Fields, invitationId: string): SurveyAnswer[] {
  const { question_number, kind, elements } = question
  if (kind === 'open') return []
  if (kind === 'best_worst') return setAnswers(question, fields, invitationId)
  if (elements.length === 0) {
    const text = fields[wholeField(question_number)]
    return text ? [{ question_number, element_id: '', part: 0, ...valueIn(text) }] : []
  }
  if (kind === 'kano')
    return elements.flatMap((element_id, place) =>
      [1, 2].flatMap((part) => {
        const word = fields[fieldOf(question_number, place, part)]
        return word ? [{ question_number, element_id, part, word: word.slice(0, 20) }] : []
      }),
    )
  const given = elements.flatMap((element_id, place) => {
    const text = fields[fieldOf(question_number, place)]?.trim()
    return text ? [{ question_number, element_id, part: 0, ...valueIn(text) }] : []
  })
  // Of points shared out, an empty field is no point; of none at all the question is left out.
  if (kind !== 'points' || given.length === 0) return given
  return elements.map(
    (element_id) =>
      given.find((one) => one.element_id === element_id) ?? { question_number, element_id, part: 0, value: 0 },
  )
}

/** What is no number is kept as a word nobody offered, and so refused with its place. */
function valueIn(text: string): { value: number } | { word: string } {
  if (text === 'na') return { word: 'not_applicable' }
  const value = Number(text.replace(',', '.'))
  return /^\d{1,3}([.,]\d{1,2})?$/.test(text) && value <= 100 ? { value } : { word: 'not_a_number' }
}

function setAnswers(question: SurveyQuestion, fields: Fields, invitationId: string): SurveyAnswer[] {
  const { question_number } = question
  return setsFor(invitationId, question).flatMap((shown, at) => {
    const part = at + 1
    const chosen = (field: string) => shown[Number(fields[field] ?? 'none')]
    const best = chosen(bestField(question_number, part))
    const worst = chosen(worstField(question_number, part))
    if (best === undefined && worst === undefined) return []
    return shown.map((element_id) => ({
      ...{ question_number, element_id, part },
      // Both chosen as one is refused; the row says so by being best without there being a worst.
      word: element_id === best ? (best === worst ? 'both' : 'best') : element_id === worst ? 'worst' : 'shown',
    }))
  })
}

/** The fields of an answer that is there already. */
export function fieldsOf(
  stored: {
    buying_role: string | null
    department: string | null
    answers: readonly SurveyAnswer[]
    words: Readonly<Record<string, string>>
  },
  questions: readonly SurveyQuestion[],
  invitationId: string,
): Fields {
  const fields: Record<string, string> = {}
  if (stored.buying_role) fields.role = stored.buying_role
  if (stored.department) fields.department = stored.department
  for (const [question, text] of Object.entries(stored.words)) fields[wholeField(Number(question))] = text
  const known = new Map(questions.map((question) => [question.question_number, question]))
  for (const { question_number, element_id, part, value, word } of stored.answers) {
    const question = known.get(question_number)
    if (!question) continue
    const text = word === 'not_applicable' ? 'na' : String(value ?? word ?? '')
    if (question.kind === 'best_worst') {
      const place = String(setsFor(invitationId, question)[part - 1]?.indexOf(element_id) ?? -1)
      if (word === 'best') fields[bestField(question_number, part)] = place
      if (word === 'worst') fields[worstField(question_number, part)] = place
    } else if (element_id === '') fields[wholeField(question_number)] = text
    else fields[fieldOf(question_number, question.elements.indexOf(element_id), part)] = text
  }
  return fields
}
