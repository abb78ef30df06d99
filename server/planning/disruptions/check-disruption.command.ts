/**
 * Which promises a disruption touches, and how each can go on: by the prepared way round where there is one, else by the
 * next way that holds. Supply of a disrupted supplier is counted later at once, since nobody may promise it meanwhile.
 */

import type { ProposedChange } from '../../../contract/proposals.ts'
import type { Offer } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { formatLocalDay, parseLocalDay } from '../../../engines/calendars/index.ts'
import { getRecord } from '../../ledger/index.ts'
import { changeSupply } from '../../modules/inventory/index.ts'
import { disruption as disruptionType, type OpenDisruption, openDisruptions } from '../../modules/problems/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { reckon } from '../promising/reckon.command.ts'
import { checkPromises } from '../proposals/check-promises.command.ts'
import { findSameCause, keepProposal } from '../proposals/proposals.store.ts'
import { type TouchedLine, touchedLines, touchedSupplies } from './touched.store.ts'

export interface DisruptionCheck {
  readonly disruption_id: string
  readonly proposal_id: string | null
  readonly lines_touched: number
  readonly customers_touched: number
}

/** Refuses `not_found` for an unknown disruption, and `wrong_state` for one that is over. */
export function checkDisruption(context: Context, disruptionId: string): Promise<DisruptionCheck> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const today = context.clock.now().toISOString().slice(0, 10)
    const disruption = (await openDisruptions(tx, today)).find((one) => one.disruption_id === disruptionId)
    if (!disruption) {
      const { state } = await getRecord(tx, disruptionType, disruptionId)
      throw new Refusal('wrong_state', {
        disruption_id: disruptionId,
        state: state.state === 'open' ? 'over' : state.state,
      })
    }
    if (disruption.supplier_id !== null) return countLater(within, tx, disruption)
    const lines = await touchedLines(tx, disruption)
    const changes = await waysRound(within, tx, disruption, lines)
    const cause = { disruption_id: disruptionId }
    const ended = await findSameCause(tx, 'disruption', cause)
    const proposal_id = await keepProposal(within, tx, { kind: 'disruption', cause, changes }, ended)
    return {
      disruption_id: disruptionId,
      proposal_id,
      lines_touched: changes.length,
      customers_touched: countCustomers(changes),
    }
  })
}

const countCustomers = (changes: readonly ProposedChange[]) => new Set(changes.map((change) => change.customer_id)).size

async function countLater(context: Context, tx: Tx, disruption: OpenDisruption): Promise<DisruptionCheck> {
  const supplies = await touchedSupplies(tx, disruption)
  // As many commands as the supplier has open lines: each change of a supply is an event of its own.
  for (const { supply_id, line_number, counted_on } of supplies) {
    await changeSupply(context, { supply_id, line_number }, { counted_on: laterDay(disruption, counted_on) })
  }
  const cause = { disruption_id: disruption.disruption_id }
  const checked = await checkPromises(context, { pools: null, kind: 'supply', cause })
  return {
    disruption_id: disruption.disruption_id,
    proposal_id: checked.proposal_id,
    lines_touched: checked.lines_touched,
    customers_touched: 0,
  }
}

const laterDay = ({ effect, last_day, delay_days }: OpenDisruption, countedOn: string): string =>
  formatLocalDay(effect === 'stopped' ? parseLocalDay(last_day) + 1 : parseLocalDay(countedOn) + (delay_days ?? 0))

/** One reckoning an order: a disruption touches tens of orders, not thousands. */
async function waysRound(
  context: Context,
  tx: Tx,
  disruption: OpenDisruption,
  lines: readonly TouchedLine[],
): Promise<ProposedChange[]> {
  const byOrder = new Map<string, TouchedLine[]>()
  for (const line of lines) byOrder.set(line.order_id, [...(byOrder.get(line.order_id) ?? []), line])
  const changes: ProposedChange[] = []
  for (const own of byOrder.values()) {
    const [{ customer_id, location_id, order_id }] = own as [TouchedLine]
    const wish = {
      customer_id,
      location_id,
      order_id,
      lines: own.map((line) => ({
        ...line,
        kind: 'goods' as const,
        requested_to_date: line.to_date,
        requested_from_date: null,
      })),
    }
    const { offers } = await reckon(tx, wish, context.clock.now())
    changes.push(...own.map((line) => changeOf(line, preferred(offers, disruption))))
  }
  return changes.filter((change) => change.effect !== 'other_way' || !isSameWay(change))
}

/** The prepared way first, then the earliest; never a substitute, which the customer would have to agree to. */
function preferred(
  offers: readonly Offer[],
  { alternative_site_id, alternative_carrier_id }: OpenDisruption,
): Offer | undefined {
  const open = offers.filter((offer) => !offer.has_substitute && !offer.is_in_parts)
  const prepared = open.filter((offer) =>
    offer.lines.every(
      (line) =>
        (alternative_site_id === null || line.site_id === alternative_site_id) &&
        (alternative_carrier_id === null || line.carrier_id === alternative_carrier_id),
    ),
  )
  const sooner = (a: Offer, b: Offer) => (a.complete_on < b.complete_on ? -1 : a.complete_on > b.complete_on ? 1 : 0)
  return [...prepared].sort(sooner)[0] ?? [...open].sort(sooner)[0]
}

function changeOf(line: TouchedLine, offer: Offer | undefined): ProposedChange {
  const found = offer?.lines.find((one) => one.line_number === line.line_number)
  const {
    order_id,
    line_number,
    customer_id,
    product_id,
    quantity,
    promise_version,
    site_id,
    lane_id,
    need_on,
    to_date,
  } = line
  return {
    order_id,
    line_number,
    customer_id,
    product_id,
    quantity,
    promise_version,
    site_id,
    lane_id,
    need_on,
    to_date,
    effect: !found ? 'never' : found.to_date > to_date ? 'later' : 'other_way',
    new_site_id: found?.site_id ?? null,
    new_lane_id: found?.lane_id ?? null,
    new_need_on: found?.need_on ?? null,
    new_departs_on: found?.departs_on ?? null,
    new_to_date: found?.to_date ?? null,
    rank: {},
    moves: [],
  }
}

const isSameWay = (change: ProposedChange): boolean =>
  change.new_site_id === change.site_id &&
  change.new_lane_id === change.lane_id &&
  change.new_to_date === change.to_date
