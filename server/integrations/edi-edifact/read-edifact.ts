/** A file of EDIFACT interchanges with transport status in them: one tracking message an interchange. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { EVENTS_MAX, type ReadMessage, type ToldEvent } from '../../modules/tracking/index.ts'
import { writeAcknowledgement } from './acknowledge.ts'
import { type Interchange, type Message, splitInterchanges } from './interchange.ts'
import { part, readSegments, type Separators } from './segments.ts'
import { readTransportStatus } from './transport-status.ts'

export interface ReadInterchange {
  readonly sender: string
  readonly read: ReadMessage
}

export function readEdifact(content: string): ReadInterchange[] {
  const found = readSegments(content)
  if (!found) {
    const problems: TellingProblem[] = [{ where: 'segment 1 UNB', code: 'missing' }]
    return [{ sender: '', read: { key: null, events: [], problems, isRefused: true } }]
  }
  return splitInterchanges(found.segments).map((one) => readOne(one, found.separators))
}

const nameOf = ({ head }: Interchange) => [2, 3].map((at) => (head.elements[at - 1] ?? []).join(':')).join('/')

function readOne(interchange: Interchange, separators: Separators): ReadInterchange {
  const events: ToldEvent[] = []
  const problems: TellingProblem[] = [...interchange.problems]
  const taken = interchange.messages.map((message) => takeOne(message, events, problems))
  if (events.length > EVENTS_MAX) problems.push({ where: '', code: 'over_limit', value: String(EVENTS_MAX) })
  const isRefused = interchange.problems.length > 0 || !taken.includes(true) || events.length > EVENTS_MAX
  if (isRefused && problems.length === 0) problems.push({ where: '', code: 'wrong_kind' })
  return {
    sender: part(interchange.head, 2),
    read: {
      key: `${nameOf(interchange)}/${interchange.control}`,
      events: isRefused ? [] : events,
      problems,
      isRefused,
      acknowledge: ({ isDuplicate, number, at }) =>
        writeAcknowledgement({
          interchange,
          separators,
          taken,
          number,
          at,
          // 26: the interchange came before; 29: its totals do not agree; 28: its references do not.
          refusal: isDuplicate ? '26' : envelopeCode(interchange.problems),
        }),
    },
  }
}

function takeOne(message: Message, events: ToldEvent[], problems: TellingProblem[]): boolean {
  for (const one of message.problems) problems.push(one)
  if (message.problems.length) return false
  if (message.kind !== 'IFTSTA') {
    problems.push({ where: `segment ${message.segments[0]!.number} UNH`, code: 'wrong_kind', value: message.kind })
    return false
  }
  if (events.length > EVENTS_MAX) return false
  const read = readTransportStatus(message)
  for (const one of read.problems) problems.push(one)
  if (read.problems.length) return false
  for (const one of read.events) events.push(one)
  return true
}

function envelopeCode(problems: readonly TellingProblem[]): string | null {
  const [first] = problems
  if (!first) return null
  if (first.code === 'number_differs') return '28'
  return first.code === 'count_differs' ? '29' : '12'
}
