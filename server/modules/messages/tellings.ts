/**
 * What events on the ledger are worth telling a customer, and how: one message an order and kind, whatever the number of
 * lines.
 *
 * - A promise that moved without another day is no news. What a message already waits to tell is not told again.
 * - A second move of the same order within half an hour waits until the half hour is over and takes the place of what still
 *   waits, so that only the last one is told.
 * - What happened long before it was recorded, such as an imported history, is no news either.
 */
import type { MessageKind } from '../../../contract/messages.ts'
import type { ToldLine } from './told.ts'

/** An event of the ledger, one row an order line, with what the tables know of the line. */
export interface TouchedLine extends ToldLine {
  readonly kind: MessageKind
  readonly customer_id: string
  /** Of the shipment, delivery or promise: one message an order and subject. */
  readonly subject_id: string
  /** Grows with the subject. */
  readonly subject_version: number
  readonly reason: string | null
  readonly carrier_id: string | null
  readonly tracking_number: string | null
  /** What left, arrived or was observed; null for a promise. */
  readonly shipment_id: string | null
}

export interface DecidedMessage {
  readonly customer_id: string
  readonly kind: MessageKind
  readonly message_key: string
  readonly order_id: string
  readonly is_urgent: boolean
  readonly content: Record<string, unknown>
}

const CHOICES_OF: Partial<Record<MessageKind, readonly string[]>> = {
  attempt_failed: ['other_date', 'other_place', 'collect'],
}

/** Of promises; everything else is told by what left or arrived. */
const OF_PROMISES: ReadonlySet<MessageKind> = new Set(['promise_made', 'promise_moved'])

export function decideTellings(touched: readonly TouchedLine[]): DecidedMessage[] {
  const groups = new Map<string, TouchedLine[]>()
  for (const line of latestOnly(touched.filter(isNews))) {
    const about = OF_PROMISES.has(line.kind) ? '' : line.subject_id
    const id = JSON.stringify([line.kind, line.customer_id, line.order_id, about])
    const group = groups.get(id)
    if (group) group.push(line)
    else groups.set(id, [line])
  }
  return [...groups.values()].map(toMessage)
}

const isNews = ({ kind, old_date, new_date }: TouchedLine) => kind !== 'promise_moved' || old_date !== new_date

/**
 * Of several versions of one line in one look only the last is told; a promise made and moved at once is told as made. A
 * line that moved there and back is no news.
 */
function latestOnly(touched: readonly TouchedLine[]): TouchedLine[] {
  const ofLine = new Map<string, TouchedLine>()
  const others: TouchedLine[] = []
  for (const line of touched) {
    if (!OF_PROMISES.has(line.kind)) {
      others.push(line)
      continue
    }
    const id = JSON.stringify([line.order_id, line.line_number])
    const before = ofLine.get(id)
    ofLine.set(id, before ? { ...line, kind: before.kind, old_date: before.old_date ?? null } : line)
  }
  return [...ofLine.values(), ...others].filter(isNews)
}

function toMessage(lines: TouchedLine[]): DecidedMessage {
  const [first] = lines as [TouchedLine]
  const { kind, customer_id, order_id } = first
  lines.sort((one, other) => one.line_number - other.line_number)
  return {
    customer_id,
    kind,
    message_key: keyOf(kind, lines),
    order_id,
    is_urgent: kind === 'attempt_failed',
    content: {
      reason: lines.find(({ reason }) => reason !== null)?.reason ?? null,
      carrier_id: first.carrier_id,
      tracking_number: first.tracking_number,
      ...(first.shipment_id && { shipment_id: first.shipment_id }),
      choices: CHOICES_OF[kind] ?? [],
      lines: lines.map(
        ({ order_id, line_number, product_id, quantity, promise_version, old_date, new_date, from_at, to_at }) => ({
          order_id,
          line_number,
          product_id,
          quantity,
          promise_version,
          old_date,
          new_date,
          from_at,
          to_at,
        }),
      ),
    },
  }
}

/** Subject and version, so that the same thing is the same message however often it is met. */
function keyOf(kind: MessageKind, lines: readonly TouchedLine[]): string {
  const [first] = lines as [TouchedLine]
  if (!OF_PROMISES.has(kind)) return `${kind} ${first.order_id} ${first.subject_id} ${first.subject_version}`
  return `${kind} ${first.order_id} ${lines.map((line) => `${line.line_number}.${line.promise_version}`).join(' ')}`
}
