/** Whether people fall into groups by what they need, and how these lie to segments and roles. */
import type { NeedGroupsFound } from '../../../contract/gap-map.ts'
import { needGroups } from '../../../engines/segmentation/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type AnswerRow, answersIn, type Period } from './answers.store.ts'

/** Elements that fewer of the people were asked about are left out, so that everybody stands on the same ones. */
const ASKED_SHARE = 0.9

interface Person {
  readonly segment: string
  readonly role: string
  readonly points: ReadonlyMap<string, number>
}

export async function findNeedGroups(tx: Tx, period: Period): Promise<NeedGroupsFound> {
  const people = peopleOf(await answersIn(tx, period, null))
  const named = [...new Set(people.flatMap(({ points }) => [...points.keys()]))].sort()
  const elements = named.filter(
    (one) => people.filter(({ points }) => points.has(one)).length >= ASKED_SHARE * people.length,
  )
  const full = people.filter(({ points }) => elements.every((one) => points.has(one)))
  const found =
    elements.length < 2 ? 'too_few' : needGroups(full.map(({ points }) => elements.map((one) => points.get(one)!)))
  if (typeof found === 'string') return { state: found, people: full.length, silhouette: null, groups: [] }
  return {
    state: 'found',
    people: full.length,
    silhouette: found.silhouette,
    groups: found.centers.map((center, group) => {
      const own = full.filter((_, at) => found.groups[at] === group)
      const sum = center.reduce((total, one) => total + one, 0)
      return {
        people: own.length,
        stability: found.stability[group]!,
        weights: elements
          .map((element_id, at) => ({ element_id, share: center[at]! / sum }))
          .toSorted((a, b) => b.share - a.share),
        segments: counted(own.map(({ segment }) => segment)).map(([segment_id, count]) => ({
          segment_id,
          people: count,
        })),
        roles: counted(own.map(({ role }) => role)).map(([role, count]) => ({ role, people: count })),
      }
    }),
  }
}

/** Of each person the last points given. */
function peopleOf(answers: readonly AnswerRow[]): Person[] {
  const last = new Map<string, { response: string; person: Person & { points: Map<string, number> } }>()
  for (const row of answers) {
    if (row.kind !== 'points' || row.audience !== 'customers' || row.segment_id === null) continue
    const known = last.get(row.person)
    const held =
      known?.response === row.response_id
        ? known
        : {
            response: row.response_id,
            person: { segment: row.segment_id, role: row.buying_role ?? 'none', points: new Map<string, number>() },
          }
    held.person.points.set(row.element_id, row.value ?? 0)
    last.set(row.person, held)
  }
  return [...last.values()].map(({ person }) => person)
}

function counted(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])
}
