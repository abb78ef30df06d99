/** The named holes of a template: which there are, which must be there, and what a template does wrong. */
import type { MessageKind } from '../../../contract/messages.ts'

/** Stand alone on a line, since each becomes a table, a list or a button. */
export const BLOCKS = ['products', 'choices', 'link'] as const
export type BlockName = (typeof BLOCKS)[number]

const ABOUT_ORDER = ['company', 'customer', 'order', 'lines', 'products', 'link']
const ABOUT_PROMISE = [...ABOUT_ORDER, 'window', 'old_window', 'reason', 'choices']
const ABOUT_SHIPMENT = [...ABOUT_ORDER, 'window', 'carrier', 'tracking', 'reason', 'choices']
const ABOUT_SEASON = ['company', 'customer', 'season', 'last_day', 'longer', 'link']
const ABOUT_SERVICE = ['company', 'customer', 'starts', 'changes', 'link']
/** `survey`: the address of one person's own answers. */
const ABOUT_SURVEY = ['company', 'customer', 'title', 'last_day', 'survey']
/** `ask`: the address of three short questions, how it was handled; nothing where this reader is left alone. */
const ABOUT_END = [...ABOUT_ORDER, 'ask']
const ABOUT_ANSWER = [...ABOUT_END, 'answer']

export const HOLES: Readonly<Record<MessageKind, readonly string[]>> = {
  promise_made: ABOUT_PROMISE,
  promise_moved: ABOUT_PROMISE,
  at_risk: ABOUT_PROMISE,
  delay: ABOUT_PROMISE,
  dispatched: ABOUT_SHIPMENT,
  out_for_delivery: ABOUT_SHIPMENT,
  attempt_failed: ABOUT_SHIPMENT,
  delivered: ABOUT_SHIPMENT,
  cancelled: ABOUT_ORDER,
  claim_decided: ABOUT_ANSWER,
  inquiry_answered: ABOUT_ANSWER,
  problem_closed: ABOUT_END,
  feedback_answered: [...ABOUT_ORDER, 'answer'],
  season_ahead: ABOUT_SEASON,
  service_lowered: ABOUT_SERVICE,
  survey_invited: ABOUT_SURVEY,
  survey_reminded: ABOUT_SURVEY,
}

/** Without these the reader could not know what has happened. */
const NEEDED: Readonly<Record<MessageKind, readonly string[]>> = {
  promise_made: ['order', 'window'],
  promise_moved: ['order', 'window'],
  at_risk: ['order', 'choices'],
  delay: ['order', 'window', 'choices'],
  dispatched: ['order'],
  out_for_delivery: ['order'],
  attempt_failed: ['order', 'choices'],
  delivered: ['order'],
  cancelled: ['order'],
  claim_decided: ['answer'],
  inquiry_answered: ['answer'],
  problem_closed: ['order'],
  feedback_answered: ['answer'],
  season_ahead: ['last_day'],
  service_lowered: ['starts', 'changes'],
  survey_invited: ['survey'],
  survey_reminded: ['survey'],
}

const HOLE = /\{([^{}]*)\}/g
const namesIn = (text: string) => [...text.matchAll(HOLE)].map((match) => match[1]!)

export interface TemplateFault {
  readonly field: 'subject' | 'body' | 'sms'
  readonly reason: 'unknown_hole' | 'missing_hole' | 'open_bracket' | 'block_not_alone'
  readonly hole: string
}

export function findFaults(
  kind: MessageKind,
  template: { readonly subject: string; readonly body: string; readonly sms: string },
): TemplateFault[] {
  const faults: TemplateFault[] = []
  for (const field of ['subject', 'body', 'sms'] as const) {
    const text = template[field]
    for (const hole of namesIn(text))
      if (!HOLES[kind].includes(hole)) faults.push({ field, reason: 'unknown_hole', hole })
    if (/[{}]/.test(text.replace(HOLE, ''))) faults.push({ field, reason: 'open_bracket', hole: '' })
    for (const hole of misplacedBlocks(field, text)) faults.push({ field, reason: 'block_not_alone', hole })
  }
  const said = new Set([...namesIn(template.subject), ...namesIn(template.body)])
  for (const hole of NEEDED[kind]) if (!said.has(hole)) faults.push({ field: 'body', reason: 'missing_hole', hole })
  return faults
}

const misplacedBlocks = (field: string, text: string) =>
  BLOCKS.filter((block) =>
    text.split('\n').some((line) => line.includes(`{${block}}`) && (field !== 'body' || line.trim() !== `{${block}}`)),
  )

/** Fills what is known; null where a hole on the line has nothing to say. */
export function fillLine(line: string, values: Readonly<Record<string, string>>): string | null {
  let isComplete = true
  const filled = line.replace(HOLE, (_, name: string) => {
    const value = values[name]
    if (!value) isComplete = false
    return value ?? ''
  })
  return isComplete ? filled : null
}
