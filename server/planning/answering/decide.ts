/**
 * Whether a question is answered by the program, and if not, why it is left to a person.
 *
 * Answered is only what surely asks where one order of the asking customer is, and where the facts are no bad news. Who has
 * been answered about that order within a day and asks again wants a person.
 */
import type { AnswerReason } from '../../../contract/automatic-answers.ts'
import type { AnswerSuggestion } from '../../../contract/inquiries.ts'
import type { ArrivalReading } from '../../../engines/sorting/index.ts'

export interface Asked {
  readonly reading: ArrivalReading
  readonly certainty: number
  readonly threshold: number
  readonly customer_id: string | null
  readonly topic: string | null
  readonly is_urgent: boolean
}

/** What is decided by the question alone; null: the facts decide. */
export function beforeFacts(asked: Asked): AnswerReason | null {
  if (asked.customer_id === null) return 'who_asks'
  if (asked.is_urgent) return 'urgent'
  if (asked.topic !== null && asked.topic !== 'arrival') return 'other_topic'
  if (!asked.reading.isArrival) return asked.reading.because
  return asked.certainty < asked.threshold ? 'unsure' : null
}

export interface Known {
  /** Orders it may be about, as far as two. */
  readonly orders: readonly string[]
  readonly isTheirs: boolean
  readonly isInDanger: boolean
  readonly wasAnswered: boolean
  readonly suggestion: AnswerSuggestion | null
}

const BAD_NEWS: readonly AnswerSuggestion['reasons'][number][] = ['late', 'not_promised']

export function byFacts({ orders, isTheirs, isInDanger, wasAnswered, suggestion }: Known): AnswerReason {
  if (orders.length !== 1 || !isTheirs) return 'which_order'
  if (wasAnswered) return 'answered_lately'
  if (!suggestion) return 'nothing_to_say'
  if (suggestion.reasons.some((reason) => BAD_NEWS.includes(reason))) return 'bad_news'
  return isInDanger ? 'in_danger' : 'arrival_question'
}
