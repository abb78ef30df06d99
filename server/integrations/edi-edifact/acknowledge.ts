/** What the sender of an interchange is owed: a CONTRL that says which messages were taken. */
import type { Interchange } from './interchange.ts'
import type { Segment, Separators } from './segments.ts'
import { part } from './segments.ts'

export interface Acknowledgement {
  readonly interchange: Interchange
  readonly separators: Separators
  /** By message, in order. */
  readonly taken: readonly boolean[]
  readonly number: number
  readonly at: Date
  /** Code of 0085; null: the envelope is whole. */
  readonly refusal: string | null
}

export function writeAcknowledgement(of: Acknowledgement): string {
  const { interchange, separators, refusal } = of
  const { head, control } = interchange
  const stamp = of.at.toISOString().replace(/\D/g, '')
  const number = String(of.number)
  const line = (id: string, ...elements: (string | readonly string[])[]) => writeSegment(id, elements, separators)
  const messages =
    refusal === null
      ? interchange.messages.map(({ segments, reference }, index) =>
          // 7: taken; 4: refused, 12 being "invalid value".
          line('UCM', reference, kindOf(segments[0]!), of.taken[index] ? '7' : '4', ...(of.taken[index] ? [] : ['12'])),
        )
      : []
  const inner = [
    line('UNH', '1', ['CONTRL', 'D', '3', 'UN']),
    line(
      'UCI',
      control,
      whole(head, 2),
      whole(head, 3),
      refusal === null ? '7' : '4',
      ...(refusal === null ? [] : [refusal]),
    ),
    ...messages,
  ]
  return `${[
    ...advice(separators),
    line('UNB', whole(head, 1), whole(head, 3), whole(head, 2), [stamp.slice(2, 8), stamp.slice(8, 12)], number),
    ...inner,
    line('UNT', String(inner.length + 1), '1'),
    line('UNZ', '1', number),
  ].join('\n')}\n`
}

const whole = ({ elements }: Segment, at: number) => elements[at - 1] ?? ['']
const kindOf = (head: Segment) => [1, 2, 3, 4].map((at) => part(head, 2, at))

/** Those who send with separators of their own are answered with the same. */
const advice = ({ component, element, release, terminator }: Separators) =>
  [component, element, release, terminator].join('') === ":+?'"
    ? []
    : [`UNA${component}${element}.${release} ${terminator}`]

function writeSegment(
  id: string,
  elements: readonly (string | readonly string[])[],
  { component, element, release, terminator }: Separators,
): string {
  const special = new Set([component, element, release, terminator])
  const released = (text: string) =>
    [...text].map((letter) => (special.has(letter) ? release + letter : letter)).join('')
  const written = elements.map((one) => (typeof one === 'string' ? released(one) : one.map(released).join(component)))
  return `${[id, ...written].join(element)}${terminator}`
}
