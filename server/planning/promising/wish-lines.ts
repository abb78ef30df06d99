/** The lines of a wish as the engine takes them, with what they need and what may stand in for them. */
import type { z } from 'zod'
import type { NewQuote, WishedLine as WishedLineSchema } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { WishLine } from '../../../engines/promising/index.ts'
import type { OfferedService, RequirementMet, Substitute } from '../../modules/policies/index.ts'
import type { LinePrice } from '../../modules/prices/index.ts'

export type NewWish = z.output<typeof NewQuote> & {
  /** Services are not done before this day: the goods of the same order that are promised already come then. */
  readonly services_from?: string | null
  /** Lines of an order that shall come to what they come to now. */
  readonly as_open?: readonly number[]
}
export type WishedLine = z.output<typeof WishedLineSchema>

/** What a requirement asks of a lane, where that is another word than its own. */
const LANE_NEEDS: Readonly<Record<string, string>> = {
  cold: 'cold',
  frozen: 'cold',
  hazardous: 'hazardous',
  tail_lift: 'tail_lift',
}

export interface LineFacts {
  readonly price: LinePrice
  readonly requirements: readonly RequirementMet[]
  readonly substitutes: readonly Substitute[]
  /** Grams of one base unit, by product. */
  readonly grams: ReadonlyMap<string, number>
  readonly services: ReadonlyMap<string, OfferedService>
  readonly servicesFrom: string | null
}

export function wishLine(line: WishedLine, facts: LineFacts): WishLine {
  return {
    lineNumber: line.line_number,
    kind: line.kind,
    productId: line.product_id,
    quantityMilli: facts.price.quantityMilli,
    gramsPerUnit: facts.price.weightGrams ?? 0,
    requestedFrom: earliestOf(line, facts.servicesFrom),
    requestedTo: line.requested_to_date ? parseLocalDay(line.requested_to_date) : null,
    substitutes: facts.substitutes.map((one) => ({
      productId: one.substitute_id,
      numerator: one.numerator,
      denominator: one.denominator,
      consent: one.consent === 'auto' ? 'auto' : 'ask',
      gramsPerUnit: facts.grams.get(one.substitute_id) ?? 0,
    })),
    work: line.kind === 'goods' ? { pick_lines: 1 } : serviceWork(line, facts),
    handling: [
      ...new Set(facts.requirements.flatMap(({ need }) => (need && LANE_NEEDS[need] ? [LANE_NEEDS[need]] : []))),
    ],
  }
}

function earliestOf({ kind, requested_from_date }: WishedLine, servicesFrom: string | null): number | null {
  const days = [requested_from_date, kind === 'service' ? servicesFrom : null].flatMap((day) =>
    day ? [parseLocalDay(day)] : [],
  )
  return days.length > 0 ? Math.max(...days) : null
}

/** Refuses `unknown_service` for what is not in the catalogue or not offered to the customer. */
function serviceWork(line: WishedLine, { services, price }: LineFacts): Record<string, number> {
  const service = services.get(line.product_id)
  if (!service || service.entitlement === 'not_offered')
    throw new Refusal('unknown_service', { service: line.product_id })
  const minutes = Math.ceil(((service.resource_minutes ?? 0) * price.quantityMilli) / 1000)
  return minutes > 0 ? { service_minutes: minutes } : {}
}
