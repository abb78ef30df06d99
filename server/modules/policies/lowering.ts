/** What a package lowers that it may lower only with a second person's agreement, and that agreement as a record. */
import { FLOOR_ELEMENTS, FLOOR_SIDES, type FloorElement } from '../../../contract/floor-elements.ts'
import type { CoreNeed, LoweredElement, Lowering } from '../../../contract/lowerings.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { NEED_OF_TERM } from '../../../contract/term-needs.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import type { RecordType } from '../../ledger/index.ts'
import { isWorse, levelOf } from './service-floor.ts'
import type { PackageTerms } from './service-package.ts'

export const lowering: RecordType = {
  subjectType: 'lowering',
  table: 'policies.lowering',
  key: 'lowering_id',
  columns: ['draft_id', 'asked_by', 'asked_at', 'approver', 'reason', 'state', 'decided_at', 'answer'],
  children: [
    { name: 'elements', table: 'policies.lowered_element', keys: ['lowering_id', 'element'], columns: ['level'] },
  ],
  created: 'LoweringAsked',
  changed: 'LoweringDecided',
  eventTime: 'asked_at',
}

interface Change {
  readonly before: PackageTerms
  readonly after: PackageTerms
  readonly floors: readonly HeldFloor[]
}

/** Floors that the package falls below, and core elements of which it offers less than before. */
export function loweredBy({ before, after, floors }: Change, core: readonly CoreNeed[]): LoweredElement[] {
  return FLOOR_ELEMENTS.flatMap((element) => {
    const broken = strictest(
      element,
      floors.filter((floor) => floor.element === element && floor.is_broken),
    )
    const [was, is] = [levelOf(before, element), levelOf(after, element)]
    const need = isWorse(element, is, was) ? core.find(({ element_id }) => element_id === NEED_OF_TERM[element]) : null
    if (!broken && !need) return []
    const floor = broken && {
      ...{ floor_id: broken.floor_id, level: broken.level, reason: broken.reason },
      is_own: broken.segment_id !== null,
    }
    return [{ element, before: finite(was), after: finite(is), floor: floor ?? null, need: need ?? null }]
  })
}

const finite = (level: number) => (Number.isFinite(level) ? level : null)

/** One for every segment outranks as strict a one of the segment's own: it is not lowered for one of them. */
const strictest = (element: FloorElement, floors: readonly HeldFloor[]): HeldFloor | undefined =>
  floors.toSorted((a, b) => {
    const byLevel = FLOOR_SIDES[element] === 'most' ? a.level - b.level : b.level - a.level
    return Number(b.segment_id === null) - Number(a.segment_id === null) || byLevel
  })[0]

type Agreed = Pick<Lowering, 'state' | 'elements'>

/** Whether somebody agreed to at least as low a level of everything that is lowered. */
export const isCovered = (lowered: readonly LoweredElement[], { state, elements }: Agreed): boolean =>
  state === 'agreed' &&
  lowered.every(({ element, after }) => {
    const agreed = elements.find((one) => one.element === element)
    return (
      agreed !== undefined &&
      !isWorse(element, after ?? Number.POSITIVE_INFINITY, agreed.level ?? Number.POSITIVE_INFINITY)
    )
  })

const toldOf = (lowered: readonly LoweredElement[]) =>
  lowered.map(({ element, before, after, floor, need }) => ({
    ...{ element, before, after },
    ...(floor && { floor_id: floor.floor_id }),
    ...(need && { need: need.element_id }),
  }))

/** Refuses `below_floor` where a floor for every segment is in the way, `approval_needed` where nobody agreed yet. */
export function requireAgreed(lowered: readonly LoweredElement[], agreed: readonly Agreed[]): void {
  if (lowered.length === 0) return
  const common = lowered.filter(({ floor }) => floor && !floor.is_own)
  if (common.length)
    throw new Refusal('below_floor', {
      floors: common.map(({ element, floor }) => ({ floor_id: floor!.floor_id, element, level: floor!.level })),
    })
  if (!agreed.some((one) => isCovered(lowered, one))) throw new Refusal('approval_needed', { lowered: toldOf(lowered) })
}

/** Days between telling customers and the lower level. [ours] A week, so that an order can still be thought over. */
export const NOTICE_DAYS = 7

export const earliestDay = (today: string): string =>
  new Date(Date.parse(today) + NOTICE_DAYS * 86_400_000).toISOString().slice(0, 10)

/** Refuses `notice_needed` for a package that begins before customers could have heard of it. */
export function requireNotice(validFrom: string, today: string): void {
  const earliest = earliestDay(today)
  if (validFrom < earliest) throw new Refusal('notice_needed', { valid_from: validFrom, earliest })
}
