/** What the sender of an interchange is owed: a 997 for each group that was read, or a TA1 where the envelope was refused. */
import type { Group, Interchange } from './interchange.ts'
import { element, type Segment, type Separators } from './segments.ts'

export interface Judged {
  readonly group: Group
  /** By transaction set, in order: taken, refused, or of a kind that is not read here. */
  readonly sets: readonly ('taken' | 'refused' | 'unsupported')[]
}

export interface Acknowledgement {
  readonly interchange: Interchange
  readonly separators: Separators
  readonly judged: readonly Judged[]
  /** Of our interchange. */
  readonly number: number
  readonly at: Date
  /** Code of X12 I18; null: the envelope is whole. */
  readonly refusal: string | null
}

const VERSION = '00401'

export function writeAcknowledgement(of: Acknowledgement): string {
  const { interchange, separators, refusal } = of
  const { element: between, component, terminator } = separators
  const stamp = of.at.toISOString().replace(/\D/g, '')
  const [day, time] = [stamp.slice(0, 8), stamp.slice(8, 12)]
  const control = String(of.number).padStart(9, '0')
  const head = interchange.head
  const lines: string[][] = [
    [
      ...['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10)],
      ...[element(head, 7), element(head, 8).padEnd(15), element(head, 5), element(head, 6).padEnd(15)],
      ...[day.slice(2), time, 'U', VERSION, control, '0', element(head, 15) || 'P', component],
    ],
  ]
  if (refusal !== null) lines.push(['TA1', interchange.control, element(head, 9), element(head, 10), 'R', refusal])
  const groups = refusal === null ? of.judged.filter(({ group }) => group.kind !== 'FA') : []
  if (groups.length) for (const one of functionalGroup(groups, { day, time })) lines.push(one)
  lines.push(['IEA', String(groups.length ? 1 : 0), control])
  return `${lines.map((one) => one.join(between)).join(`${terminator}\n`)}${terminator}\n`
}

function functionalGroup(groups: readonly Judged[], { day, time }: { day: string; time: string }): string[][] {
  const head: Segment = groups[0]!.group.head
  const sets = groups.flatMap((judged, index) => acknowledgeGroup(judged, String(index + 1).padStart(4, '0')))
  return [
    ['GS', 'FA', element(head, 3), element(head, 2), day, time, '1', 'X', '004010'],
    ...sets,
    ['GE', String(groups.length), '1'],
  ]
}

function acknowledgeGroup({ group, sets }: Judged, control: string): string[][] {
  const taken = sets.filter((one) => one === 'taken').length
  const verdict = taken === sets.length && group.problems.length === 0 ? 'A' : taken === 0 ? 'R' : 'P'
  const inner = group.sets.flatMap((set, index) => [
    ['AK2', set.kind, set.control],
    // 1: this kind of set is not read here; 5: one or more of its segments are wrong.
    sets[index] === 'taken' ? ['AK5', 'A'] : ['AK5', 'R', sets[index] === 'unsupported' ? '1' : '5'],
  ])
  const lines = [
    ['ST', '997', control],
    ['AK1', group.kind, group.control],
    ...inner,
    ['AK9', verdict, String(group.sets.length), String(group.sets.length), String(taken)],
  ]
  return [...lines, ['SE', String(lines.length + 1), control]]
}
