/** Whom to ask: nobody too often, every role as far as there are people, by lot within a role. */
import type { SampleAnswer } from '../../../contract/surveys.ts'
import { seededRandom } from '../../../engines/shared/index.ts'
import type { Askable } from './needs.store.ts'

export interface Drawn {
  readonly chosen: readonly Askable[]
  readonly answer: Omit<SampleAnswer, 'invited'>
}

/** Takes one of each role in turn, so that the few of a small role are not crowded out. The same seed draws the same people. */
export function drawSample(people: readonly Askable[], most: number, seed: number): Drawn {
  const free = people.filter(({ is_resting, is_invited }) => !is_resting && !is_invited)
  const random = seededRandom(seed)
  const roles = new Map<string, { able: number; waiting: Askable[] }>()
  for (const person of free) {
    const role = person.buying_role ?? 'none'
    const found = roles.get(role) ?? { able: 0, waiting: [] }
    roles.set(role, { able: found.able + 1, waiting: [...found.waiting, person] })
  }
  const chosen: Askable[] = []
  while (chosen.length < most && [...roles.values()].some(({ waiting }) => waiting.length > 0))
    for (const { waiting } of roles.values())
      if (chosen.length < most && waiting.length > 0) chosen.push(waiting.splice(random.below(waiting.length), 1)[0]!)
  const count = (role: string) => chosen.filter(({ buying_role }) => (buying_role ?? 'none') === role).length
  return {
    chosen,
    answer: {
      by_role: [...roles].map(([role, { able }]) => ({ role, able, invited: count(role) })),
      left_out: {
        resting: people.filter(({ is_resting, is_invited }) => is_resting && !is_invited).length,
        already_invited: people.filter(({ is_invited }) => is_invited).length,
        not_drawn: free.length - chosen.length,
      },
    },
  }
}
