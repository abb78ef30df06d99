/** Which of an order's lines can still be told of, and what else can be where the time for the chosen kind has passed. */
import type { ClaimWay, ClaimWays } from '../../../../contract/claims.ts'

type Lines = ClaimWays['lines']
export type Chosen = { kind: ClaimWay['kind']; isConcealed: boolean }

export const keyOf = ({ kind, is_concealed }: Pick<ClaimWay, 'kind' | 'is_concealed'>): string =>
  is_concealed ? `${kind}_concealed` : kind

/** Undefined: the line was not delivered, or only people take this kind in. */
export const wayOf = (lines: Lines, lineNumber: number, { kind, isConcealed }: Chosen): ClaimWay | undefined =>
  lines
    .find(({ line_number }) => line_number === lineNumber)
    ?.ways.find((way) => way.kind === kind && way.is_concealed === (kind === 'damage' && isConcealed))

/** Of each kind the line with the latest day, in the order in which the server names them. */
export function latestWays(lines: Lines): ClaimWay[] {
  const latest = new Map<string, ClaimWay>()
  for (const way of lines.flatMap(({ ways }) => ways)) {
    const known = latest.get(keyOf(way))
    if (!known || known.until < way.until) latest.set(keyOf(way), way)
  }
  return [...latest.values()]
}
