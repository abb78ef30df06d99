/** What a model is told of an order, and nothing else: the same list a person sees beside its words. */
import type { OrderFacts } from '../../../contract/inquiries.ts'
import type { ModelFact } from '../../../contract/outside-model.ts'
import type { Known } from './unsupported.ts'

const LINES_MAX = 30
const NOTHING = { line_number: null, name: null, quantity: null, from: null, to: null }

type Line = OrderFacts['lines'][number]

/** The line that was asked about, or all of them as far as thirty. */
export function factsOf(order: OrderFacts, lineNumber: number | null): ModelFact[] {
  const asked = order.lines.filter((line) => line.quantity > 0 && (lineNumber ?? line.line_number) === line.line_number)
  return [
    ...(order.ordered_on ? [{ ...NOTHING, kind: 'ordered' as const, from: order.ordered_on }] : []),
    ...asked.slice(0, LINES_MAX).flatMap(factsOfLine),
    ...order.progress.stages
      .filter(({ state, expected_on }) => expected_on !== null && state !== 'done' && state !== 'not_needed')
      .map(({ stage, expected_on }) => ({ ...NOTHING, kind: 'expected' as const, name: stage, to: expected_on })),
  ]
}

function factsOfLine(line: Line): ModelFact[] {
  const { line_number } = line
  const on = { ...NOTHING, line_number }
  const facts: ModelFact[] = [
    { ...on, kind: 'line', name: line.product_name ?? line.product_id, quantity: line.quantity },
  ]
  if (line.delivered > 0) facts.push({ ...on, kind: 'delivered', quantity: line.delivered, to: line.delivered_on })
  if (line.delivered >= line.quantity) return facts
  facts.push(
    line.promised_to === null
      ? { ...on, kind: 'not_promised' }
      : { ...on, kind: 'promised', from: line.promised_from, to: line.promised_to },
  )
  if (line.first_promised_to !== null && line.first_promised_to !== line.promised_to)
    facts.push({ ...on, kind: 'first_promised', to: line.first_promised_to })
  if (line.shipped_on !== null) {
    const name = [line.carrier_name, line.tracking_number].filter(Boolean).join(' ') || null
    facts.push({ ...on, kind: 'left', name, from: line.shipped_on })
  }
  return facts
}

const WORDS: Readonly<Record<ModelFact['kind'], string>> = {
  ordered: 'ordered on',
  line: 'ordered',
  promised: 'promised for',
  first_promised: 'first promised for',
  not_promised: 'no day promised yet',
  delivered: 'delivered',
  left: 'left our warehouse on',
  expected: 'step still to come, expected on',
}
const dayInWords = (day: string) =>
  `${day} (${new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))})`

export const factLines = (facts: readonly ModelFact[]): string[] =>
  facts.map(({ kind, line_number, name, quantity, from, to }) =>
    [
      ...(line_number === null ? [] : [`line ${line_number}:`]),
      WORDS[kind],
      ...(quantity === null ? [] : [String(quantity)]),
      ...(from !== null && from !== to ? [dayInWords(from)] : []),
      ...(to === null ? [] : [from !== null && from !== to ? `to ${dayInWords(to)}` : dayInWords(to)]),
      ...(name === null ? [] : [`— ${name}`]),
    ].join(' '),
  )

export const knownOf = (order: OrderFacts | null, facts: readonly ModelFact[], today: string): Known => ({
  days: facts.flatMap(({ from, to }) => [from, to]).filter((day): day is string => day !== null),
  numbers: facts.flatMap(({ line_number, quantity }) => [line_number, quantity]).filter((one) => one !== null),
  texts: [...(order ? [order.order_id] : []), ...facts.flatMap(({ name }) => (name === null ? [] : [name]))],
  today,
})
