/** A file of X12 interchanges with shipment status in them: one message an interchange. */
import type { TellingProblem } from '../../../contract/tracking.ts'
import { EVENTS_MAX, type ReadMessage, type ToldEvent } from '../../modules/tracking/index.ts'
import { type Judged, writeAcknowledgement } from './acknowledge.ts'
import { type Interchange, splitInterchanges, type TransactionSet } from './interchange.ts'
import { element, readSegments, type Separators } from './segments.ts'
import { readShipmentStatus } from './shipment-status.ts'

export interface ReadInterchange {
  /** Who sends it, by its own name. */
  readonly sender: string
  readonly read: ReadMessage
}

export function readX12(content: string): ReadInterchange[] {
  const found = readSegments(content)
  if (!found) {
    const problems: TellingProblem[] = [{ where: 'segment 1 ISA', code: 'missing' }]
    return [{ sender: '', read: { key: null, events: [], problems, isRefused: true } }]
  }
  return splitInterchanges(found.segments).map((one) => readOne(one, found.separators))
}

const nameOf = ({ head }: Interchange) => [5, 6, 7, 8].map((at) => element(head, at)).join('/')

function readOne(interchange: Interchange, separators: Separators): ReadInterchange {
  const events: ToldEvent[] = []
  const problems: TellingProblem[] = [...interchange.problems]
  const judged: Judged[] = interchange.groups.map((group) => {
    for (const one of group.problems) problems.push(one)
    const sets = group.sets.map((set) => (group.problems.length ? 'refused' : takeSet(set, events, problems)))
    return { group, sets }
  })
  if (events.length > EVENTS_MAX) problems.push({ where: '', code: 'over_limit', value: String(EVENTS_MAX) })
  const isTaken = judged.some(({ sets }) => sets.includes('taken'))
  const isRefused = interchange.problems.length > 0 || !isTaken || events.length > EVENTS_MAX
  if (!isTaken && problems.length === 0) problems.push({ where: '', code: 'wrong_kind' })
  return {
    sender: element(interchange.head, 6),
    read: {
      key: `${nameOf(interchange)}/${interchange.control}`,
      events: isRefused ? [] : events,
      problems,
      isRefused,
      acknowledge: ({ isDuplicate, number, at }) =>
        writeAcknowledgement({
          interchange,
          separators,
          judged,
          number,
          at,
          refusal: isDuplicate ? '025' : envelopeCode(interchange.problems),
        }),
    },
  }
}

function takeSet(set: TransactionSet, events: ToldEvent[], problems: TellingProblem[]): Judged['sets'][number] {
  for (const one of set.problems) problems.push(one)
  if (set.problems.length) return 'refused'
  if (set.kind !== '214') {
    problems.push({ where: `segment ${set.segments[0]!.number} ST01`, code: 'wrong_kind', value: set.kind })
    return 'unsupported'
  }
  if (events.length > EVENTS_MAX) return 'refused'
  const read = readShipmentStatus(set)
  for (const one of read.problems) problems.push(one)
  // One wrong status refuses its set: the sender hears so, mends it and sends it again.
  if (read.problems.length) return 'refused'
  for (const one of read.events) events.push(one)
  return 'taken'
}

/** Note codes of TA1 for an envelope that does not hold. */
function envelopeCode(problems: readonly TellingProblem[]): string | null {
  const [first] = problems
  if (!first) return null
  if (first.code === 'number_differs') return '001'
  if (first.code === 'count_differs') return '021'
  return first.code === 'missing' ? '023' : '022'
}
