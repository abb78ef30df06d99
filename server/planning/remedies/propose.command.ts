/**
 * The ways out of a danger, as they stand this moment; nothing is kept. Goods that have not left are asked of the promise desk
 * anew and of the allocation policy; goods on the way get a new date, or go once more from stock.
 */

import type { Offer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Remedy, RemedyKind } from '../../../contract/remedies.ts'
import type { Concession } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { withPriority } from '../promising/quote.command.ts'
import { reckon } from '../promising/reckon.command.ts'
import type { NewWish } from '../promising/wish-lines.ts'
import { shareOut } from '../proposals/share-out.command.ts'
import { helps } from './helps.ts'
import type { LineInDanger } from './line.store.ts'
import { dayOf, kindOf as troubleKindOf } from './trouble.command.ts'
import { findPlaybook } from './trouble.store.ts'

/** A remedy with the offer it stands on, where it is one of the promise desk. */
export interface FoundRemedy {
  readonly remedy: Remedy
  readonly offer: Offer | null
  /** What other promises give up for that offer. */
  readonly concessions: readonly Concession[]
}

/** Chance of the upper end of the estimate's 80 % interval. */
const HIGH80_CHANCE = 0.9

export async function findRemedies(context: Context, tx: Tx, line: LineInDanger): Promise<FoundRemedy[]> {
  const found: FoundRemedy[] = line.is_under_way
    ? [...(await againFromStock(context, tx, line)), ...laterOnTheWay(line)]
    : await fromTheDesk(context, tx, line)
  const isShared = found.some(({ remedy }) => remedy.kind === 'reallocate')
  if (!line.is_under_way && !isShared) found.push(...(await fromOthers(tx, line, context.clock.now())))
  const book = await findPlaybook(tx, troubleKindOf(line), dayOf(context.clock.now()))
  const helpful = found.filter(({ remedy }) => helps(remedy, line.eta_on))
  return [...helpful, tell(line)].sort((a, b) => byWorth(a, b, book?.remedies))
}

/** Keeping the promise first, then as the playbook says, then the sooner and the cheaper; telling alone comes last. */
function byWorth({ remedy: a }: FoundRemedy, { remedy: b }: FoundRemedy, order: readonly RemedyKind[] = []): number {
  const last = Number(a.kind === 'tell') - Number(b.kind === 'tell')
  const kept = Number(b.keeps_promise) - Number(a.keeps_promise)
  const day = a.keeps_promise && b.keeps_promise ? 0 : a.to_date < b.to_date ? -1 : a.to_date > b.to_date ? 1 : 0
  const cost = (one: Remedy) => one.extra_cost_minor ?? Number.MAX_SAFE_INTEGER
  const place = ({ kind }: Remedy) => (order.includes(kind) ? order.indexOf(kind) : order.length)
  return last || kept || place(a) - place(b) || day || cost(a) - cost(b) || (a.kind < b.kind ? -1 : 1)
}

export const wishOf = (line: LineInDanger, line_number: number): NewWish => ({
  customer_id: line.customer_id,
  location_id: line.location_id,
  order_id: line.order_id,
  lines: [
    {
      line_number,
      kind: 'goods',
      product_id: line.product_id,
      quantity: line.quantity,
      requested_to_date: line.to_date,
      // Nobody pays twice for goods that we send once more.
      ...(line_number !== line.line_number && { unit_price: 0 }),
    },
  ],
})

/** A place that has gone or hours that never open leave nothing to offer: that is an answer, not a failure. */
async function offersFor(context: Context, tx: Tx, wish: NewWish) {
  try {
    const reckoned = await reckon(tx, wish, context.clock.now())
    return await withPriority(context, tx, { wish, reckoned })
  } catch (error) {
    if (error instanceof Refusal) return { offers: [] as Offer[], concessions: [] as Concession[] }
    throw error
  }
}

async function fromTheDesk(context: Context, tx: Tx, line: LineInDanger): Promise<FoundRemedy[]> {
  const { offers, concessions } = await offersFor(context, tx, wishOf(line, line.line_number))
  const planned = offers.find((offer) => isPlannedWay(offer, line)) ?? cheapest(offers)
  const best = new Map<RemedyKind, FoundRemedy>()
  for (const offer of offers) {
    const kind = kindOf(offer, line)
    if (!kind) continue
    const given = concessions.filter(({ offer_number }) => offer_number === offer.offer_number)
    const one = { remedy: remedyOf(kind, offer, { line, planned }), offer, concessions: given }
    const known = best.get(kind)
    if (!known || byWorth(one, known) < 0) best.set(kind, one)
  }
  return [...best.values()]
}

const isPlannedWay = (offer: Offer, { site_id, lane_id }: LineInDanger) =>
  !offer.is_in_parts &&
  !offer.has_substitute &&
  offer.lines.every((one) => one.site_id === site_id && one.lane_id === lane_id)

const cheapest = (offers: readonly Offer[]): Offer | undefined =>
  offers
    .filter(({ freight_cost_minor }) => freight_cost_minor !== null)
    .reduce<Offer | undefined>((a, b) => (!a || b.freight_cost_minor! < a.freight_cost_minor! ? b : a), undefined)

/** What makes an offer another way than the planned one; null: it is no way out. */
function kindOf(offer: Offer, line: LineInDanger): RemedyKind | null {
  if (offer.kinds.includes('by_priority')) return 'reallocate'
  if (offer.has_substitute) return 'substitute'
  if (offer.is_in_parts) return 'in_parts'
  if (offer.lines.some((one) => one.site_id !== line.site_id)) return 'other_site'
  const isLater = offer.complete_on > line.to_date
  if (isLater) return 'later_date'
  return offer.is_expedited || !isPlannedWay(offer, line) ? 'expedite' : null
}

function remedyOf(
  kind: RemedyKind,
  offer: Offer,
  { line, planned }: { line: LineInDanger; planned: Offer | undefined },
): Remedy {
  const base = planned?.freight_cost_minor ?? null
  const extra = offer.freight_cost_minor === null || base === null ? null : offer.freight_cost_minor - base
  return {
    kind,
    to_date: offer.complete_on,
    keeps_promise: offer.complete_on <= line.to_date,
    chance: offer.chance,
    extra_cost_minor: extra,
    currency: offer.currency ?? line.currency,
    parts: offer.lines.map(({ product_id, quantity, site_id, carrier_id, to_date }) => ({
      ...{ product_id, quantity, site_id, carrier_id, to_date },
    })),
    needs_consent: offer.lines.some(({ needs_consent }) => needs_consent),
    touches: offer.touches.map(({ order_id, line_number, customer_id, days_later }) => ({
      ...{ order_id, line_number, customer_id, days_later },
    })),
  }
}

/** Goods that others hold, given anew by the published policy: only where that serves this line in time. */
async function fromOthers(tx: Tx, line: LineInDanger, now: Date): Promise<FoundRemedy[]> {
  if (!line.is_short || line.reserved_at === null) return []
  const { changes } = await shareOut(tx, [{ product_id: line.product_id, location_id: line.reserved_at }], now)
  const own = changes.find((one) => one.order_id === line.order_id && one.line_number === line.line_number)
  if (!own?.new_to_date || own.effect === 'waits' || own.effect === 'never') return []
  const touches = changes
    .filter((one) => one !== own && one.new_to_date !== null && one.new_to_date > one.to_date)
    .map(({ order_id, line_number, customer_id, to_date, new_to_date }) => ({
      ...{ order_id, line_number, customer_id },
      days_later: daysBetween(to_date, new_to_date!),
    }))
  const remedy: Remedy = {
    ...bare(line, 'reallocate', own.new_to_date),
    extra_cost_minor: 0,
    touches,
  }
  return [{ remedy, offer: null, concessions: [] }]
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

const bare = (line: LineInDanger, kind: RemedyKind, to_date: string): Remedy => ({
  kind,
  to_date,
  keeps_promise: to_date <= line.to_date,
  chance: null,
  extra_cost_minor: 0,
  currency: line.currency,
  parts: [],
  needs_consent: false,
  touches: [],
})

/** The same goods once more, as a further line of the order without a price: the soonest way, and a cheaper one where it differs. */
async function againFromStock(context: Context, tx: Tx, line: LineInDanger): Promise<FoundRemedy[]> {
  const { offers } = await offersFor(context, tx, wishOf(line, line.last_line + 1))
  const isPlain = (offer: Offer) => !offer.has_substitute && !offer.is_in_parts && !offer.kinds.includes('by_priority')
  const whole = offers.filter(isPlain)
  const soonest = whole.reduce<Offer | undefined>((a, b) => (!a || b.complete_on < a.complete_on ? b : a), undefined)
  // What comes no sooner than the goods on the way helps nobody.
  if (!soonest || (line.eta_on !== null && soonest.complete_on >= line.eta_on)) return []
  const remedy = { ...remedyOf('send_again', soonest, { line, planned: undefined }) }
  return [{ remedy: { ...remedy, extra_cost_minor: soonest.freight_cost_minor }, offer: soonest, concessions: [] }]
}

/** A day by which the goods come nine times in ten. */
function laterOnTheWay(line: LineInDanger): FoundRemedy[] {
  if (line.eta_high80 === null || line.eta_high80 <= line.to_date) return []
  return [
    { remedy: { ...bare(line, 'later_date', line.eta_high80), chance: HIGH80_CHANCE }, offer: null, concessions: [] },
  ]
}

const tell = (line: LineInDanger): FoundRemedy => ({
  remedy: { ...bare(line, 'tell', line.to_date), chance: Math.round((1 - line.chance) * 10_000) / 10_000 },
  offer: null,
  concessions: [],
})
