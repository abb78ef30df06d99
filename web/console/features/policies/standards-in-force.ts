/** Of each element's standards, the one that holds on a day: the latest that is already valid. */
import type { Segment } from '../../../../contract/policies.ts'

type Standard = Segment['standards'][number]

export function standardsInForce(standards: readonly Standard[], day: string): Standard[] {
  const byElement = new Map<string, Standard>()
  for (const standard of standards) {
    const known = byElement.get(standard.element)
    if (standard.valid_from <= day && (!known || known.valid_from < standard.valid_from))
      byElement.set(standard.element, standard)
  }
  return [...byElement.values()]
}
