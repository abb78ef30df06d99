/**
 * A ready answer to "where is my order?", filled from facts alone, in the customer's language. A person reads and sends it, or
 * the program does and says so.
 * Silent where there is nothing to say: cancelled orders, and questions about something else.
 */
import type { AnswerSuggestion, OrderFacts } from '../../../contract/inquiries.ts'
import { ANSWER_WORDS } from './answer-words.ts'

type Line = OrderFacts['lines'][number]
type Reason = AnswerSuggestion['reasons'][number]
type LanguageCode = AnswerSuggestion['language']

interface Wish {
  readonly language: LanguageCode
  readonly today: string
  readonly line_number: number | null
  readonly isAutomatic?: boolean
}

export function suggestAnswer(
  facts: OrderFacts,
  { language, today, line_number, isAutomatic = false }: Wish,
): AnswerSuggestion | null {
  const asked = facts.lines.filter(
    (line) => line.quantity > 0 && (line_number ?? line.line_number) === line.line_number,
  )
  if (asked.length === 0) return null
  const words = ANSWER_WORDS[language]
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const said = (text: string) => day.format(new Date(`${text}T00:00:00Z`))
  const groups = groupsOf(asked, today)
  const only = groups.length === 1
  const sentences = groups.map(({ lines, reason }) => {
    const [first] = lines as [Line, ...Line[]]
    const what = only
      ? words.order.replace('{order}', facts.order_id)
      : lines.map((line) => line.product_name ?? line.product_id).join(', ')
    const base = words[reason]
      .replace('{what}', what)
      .replace(
        '{day}',
        said(first.delivered_on && reason === 'delivered' ? first.delivered_on : (first.promised_to ?? today)),
      )
      .replace('{carrier}', first.carrier_name ?? words.us)
    const tracking =
      reason === 'on_the_way' && first.tracking_number ? ` ${words.tracking} ${first.tracking_number}.` : ''
    return base + tracking
  })
  const hasMoved = asked.some(
    (line) =>
      !isDelivered(line) &&
      line.promised_to !== null &&
      line.first_promised_to !== null &&
      line.first_promised_to !== line.promised_to,
  )
  const reasons = [...new Set([...groups.map(({ reason }) => reason), ...(hasMoved ? (['moved'] as const) : [])])]
  const text = [
    words.hello,
    sentences.join(' '),
    ...(hasMoved ? [words.moved] : []),
    isAutomatic ? words.automatic : words.close,
  ].join('\n\n')
  return { language, text, reasons }
}

const isDelivered = (line: Line) => line.delivered >= line.quantity

function reasonOf(line: Line, today: string): Exclude<Reason, 'moved'> {
  if (isDelivered(line)) return 'delivered'
  if (line.promised_to === null) return 'not_promised'
  if (line.promised_to < today) return 'late'
  return line.shipped_on === null ? 'promised' : 'on_the_way'
}

/** Lines about which the same can be said are said together. */
function groupsOf(lines: readonly Line[], today: string) {
  const groups = new Map<string, { reason: Exclude<Reason, 'moved'>; lines: Line[] }>()
  for (const line of lines) {
    const reason = reasonOf(line, today)
    const key = JSON.stringify([
      reason,
      reason === 'delivered' ? line.delivered_on : line.promised_to,
      line.tracking_number,
    ])
    const group = groups.get(key)
    if (group) group.lines.push(line)
    else groups.set(key, { reason, lines: [line] })
  }
  return [...groups.values()]
}
