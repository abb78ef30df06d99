/** Floors of service: the record, what is below one, and who must agree before one is lowered. */
import { FLOOR_SIDES, type FloorElement } from '../../../contract/floor-elements.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { ServiceFloor } from '../../../contract/service-floors.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import type { RecordType, State } from '../../ledger/index.ts'
import type { PackageTerms } from './service-package.ts'

export const serviceFloor: RecordType = {
  subjectType: 'service_floor',
  table: 'policies.service_floor',
  key: 'floor_id',
  columns: ['segment_id', 'element', 'level', 'valid_from', 'reason', 'approved_by', 'notice_on'],
  created: 'FloorSet',
  changed: 'FloorChanged',
}

/** No lead time named is no limit, and so the worst there is. */
export function levelOf(terms: Pick<PackageTerms, FloorElement>, element: FloorElement): number {
  const value = terms[element]
  if (value === null) return Number.POSITIVE_INFINITY
  return typeof value === 'number' ? value : value.length
}

/** Example: `isWorse('lead_time_days', 5, 4)`, since at most four days were promised. */
export const isWorse = (element: FloorElement, level: number, than: number): boolean =>
  FLOOR_SIDES[element] === 'most' ? level > than : level < than

export const judged = (
  floors: readonly Omit<HeldFloor, 'is_broken'>[],
  terms: Pick<PackageTerms, FloorElement>,
): HeldFloor[] =>
  floors.map((floor) => ({ ...floor, is_broken: isWorse(floor.element, levelOf(terms, floor.element), floor.level) }))

/** Refuses `below_floor` for a package that offers less than a floor, naming each. */
export function requireFloors(floors: readonly HeldFloor[]): void {
  const broken = floors.filter((floor) => floor.is_broken)
  if (broken.length) {
    throw new Refusal('below_floor', {
      floors: broken.map(({ floor_id, element, level }) => ({ floor_id, element, level })),
    })
  }
}

type Kept = Pick<ServiceFloor, 'segment_id' | 'element' | 'level' | 'valid_from' | 'approved_by'>

/**
 * Floors rise freely. Refuses `approval_needed` for one that is lower than the one before it or than it was itself, or
 * that begins later or for something else than it did, unless it names who agreed and when customers were told. Answers who
 * has to be somebody that may agree: whoever is named anew, or for something lower than was agreed to; null: nobody.
 */
export function checkFloor(
  state: State,
  { before, itself }: { before: number | null; itself: Kept | null },
): string | null {
  const floor = state as unknown as ServiceFloor
  const { element, level, approved_by, notice_on, valid_from } = floor
  const isLowered =
    (before !== null && isWorse(element, level, before)) ||
    (itself !== null && (isElsewhere(floor, itself) || isWorse(element, level, itself.level)))
  if (isLowered && (!approved_by || !notice_on || notice_on > valid_from)) {
    throw new Refusal('approval_needed', { element, level, before: before ?? itself?.level ?? null })
  }
  const isSettled =
    itself !== null &&
    itself.approved_by === approved_by &&
    !isElsewhere(floor, itself) &&
    !isWorse(element, level, itself.level)
  return isLowered && !isSettled ? (approved_by ?? null) : null
}

const isElsewhere = (floor: Omit<Kept, 'approved_by'>, itself: Kept): boolean =>
  floor.element !== itself.element ||
  (floor.segment_id ?? null) !== (itself.segment_id ?? null) ||
  floor.valid_from > itself.valid_from
