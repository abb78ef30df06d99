/** Lists what is spent on service beyond the least, and by a draft beyond what holds, each with who asked for it. */
import type { ServicePackage } from '../../../contract/service-packages.ts'
import type { Spending, SpendingRow, TracedNeed } from '../../../contract/spending.ts'
import { needOfTerm } from '../../../contract/term-needs.ts'
import type { Ground, TradeOffElement } from '../../../contract/trade-offs.ts'
import { currencyExponent } from '../../../engines/shared/index.ts'
import { getRecord } from '../../ledger/index.ts'
import { needsInForce } from '../../modules/needs/index.ts'
import { packageAfter, packageDraft, packageOf, packagesOn } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { groundsToday } from '../balance/weigh.command.ts'
import { changesOf } from '../packages/term-changes.ts'
import { givenServices } from './services.store.ts'
import { askedBy, sorted, totals } from './trace.ts'

/** Below this nothing is said to be spent. */
const LEAST = 0.5
const TERM_OF: Readonly<Partial<Record<string, string>>> = { minimum_order: 'minimum_order_minor' }
const termOf = (element: TradeOffElement) => TERM_OF[element] ?? element

type Needs = ReadonlyMap<string, readonly TracedNeed[]>
type Told = Omit<SpendingRow, 'asked_by' | 'need'> & { element: string | null }

/** What today's packages and services cost beyond the least that is offered. */
export async function spendingToday(
  context: Context,
  wish: { segment_id?: string | undefined; currency?: string | undefined },
): Promise<Spending> {
  const year = await groundsToday(context, wish)
  const { from, to, currency, grounds } = year
  if (currency === null) return { from, to, currency, rows: [], unasked_cost: 0, cost: 0 }
  const rows = await inSnapshot(context, async (tx) => {
    const names = new Map((await packagesOn(tx, to)).map((one) => [one.segment_id, one.segment_name]))
    const given = await givenServices(tx, { from, to, currency })
    const wanted = given.filter(({ segment_id }) => !wish.segment_id || segment_id === wish.segment_id)
    return tracedBy(await statedOn(tx, to), [
      ...grounds.flatMap((ground) => ofLevel(ground, names.get(ground.segment) ?? ground.segment, currency)),
      ...wanted.map(
        (one): Told => ({
          ...{ segment_id: one.segment_id, segment_name: one.segment_name, kind: 'service', term: one.service_id },
          ...{ name: one.name, before: null, after: null, cost: one.given, counted: one.uses, floors: [] },
          element: one.element_id,
        }),
      ),
    ])
  })
  return { from, to, currency, rows, ...totals(rows) }
}

/** What a draft changes, each with what it costs more a year by the own facts. Refuses `not_found`. */
export async function spendingOfDraft(context: Context, draftId: string): Promise<Spending> {
  const { terms, change, name, needs } = await inSnapshot(context, async (tx) => {
    const { state } = await getRecord(tx, packageDraft, draftId)
    const terms = packageOf(state) as never as ServicePackage
    const packages = await packagesOn(tx, terms.valid_from)
    const name = packages.find(({ segment_id }) => segment_id === terms.segment_id)?.segment_name ?? terms.segment_id
    return { terms, name, change: await packageAfter(tx, terms), needs: await statedOn(tx, terms.valid_from) }
  })
  const { before, after, floors } = change
  const { from, to, currency, grounds } = await groundsToday(context, { segment_id: terms.segment_id })
  const of = (from: object, names: readonly string[]) =>
    Object.fromEntries(Object.entries(from).filter(([term]) => names.includes(term)))
  const told = changesOf({ ...before }, { ...after }).map(({ term }): Told => {
    const ground = grounds.find((one) => termOf(one.element) === term)
    const cost =
      ground && currency ? costBetween(ground, levelIn(before, term, currency), levelIn(after, term, currency)) : null
    const names = [term, `${term}_unit`, ...(term === 'minimum_order_minor' ? ['minimum_currency'] : [])]
    return {
      ...{ segment_id: terms.segment_id, segment_name: name, kind: 'term', term, name: null, counted: null, cost },
      ...{ before: of(before, names), after: of(after, names), element: needOfTerm(term) },
      floors: floors.filter(({ element }) => element === term).map(({ floor_id, reason }) => ({ floor_id, reason })),
    }
  })
  const rows = tracedBy(needs, told)
  return { from, to, currency, rows, ...totals(rows) }
}

async function statedOn(tx: Tx, day: string): Promise<Needs> {
  const found = new Map<string, TracedNeed[]>()
  for (const need of await needsInForce(tx, day)) {
    if (need.buying_role !== 'all') continue
    const { element_id, statement_id, valid_from, weight, weight_low, weight_high, weight_n, kano } = need
    const traced = { element_id, statement_id, valid_from, weight: weight ?? null, weight_low: weight_low ?? null }
    const rest = { weight_high: weight_high ?? null, weight_n: weight_n ?? null, kano: kano ?? null }
    found.set(need.segment_id, [...(found.get(need.segment_id) ?? []), { ...traced, ...rest }])
  }
  return found
}

const tracedBy = (needs: Needs, told: readonly Told[]): SpendingRow[] =>
  sorted(
    told.map(({ element, ...row }) => {
      const stated = needs.get(row.segment_id) ?? []
      const need = stated.find(({ element_id }) => element_id === element) ?? null
      return { ...row, need, asked_by: askedBy(need, row.floors, stated) }
    }),
  )

/** Today's level beside the cheapest; nothing where today's is that. */
function ofLevel(ground: Ground, segment_name: string, currency: string): Told[] {
  // Services are told by their uses, and a window is no term of a package.
  if (ground.name !== null || ground.element === 'window_hours') return []
  const cheapest = ground.levels.reduce((least, level) => (level.cost < least.cost ? level : least))
  const today = ground.levels.find(({ level }) => level === ground.today)
  const cost = (today?.cost ?? 0) - cheapest.cost
  if (cost <= LEAST) return []
  const term = termOf(ground.element)
  const told = (level: number) =>
    term === 'minimum_order_minor'
      ? { [term]: level > 0 ? Math.round(level * factorOf(currency)) : null, minimum_currency: currency }
      : { [term]: level }
  return [
    {
      ...{ segment_id: ground.segment, segment_name, kind: 'term', term, name: null, cost, counted: null },
      ...{ before: told(cheapest.level), after: told(ground.today), element: needOfTerm(term) },
      floors: ground.floors.map(({ floor_id, reason }) => ({ floor_id, reason })),
    },
  ]
}

const factorOf = (currency: string) => 10 ** currencyExponent(currency)

/** In the unit of the trade-off desk. */
function levelIn(terms: object, term: string, currency: string): number | null {
  const value = (terms as Record<string, unknown>)[term]
  if (Array.isArray(value)) return value.length
  if (term === 'minimum_order_minor') return Number(value ?? 0) / factorOf(currency)
  return typeof value === 'number' ? value : null
}

function costBetween({ levels }: Ground, before: number | null, after: number | null): number | null {
  const at = (wanted: number | null) => levels.find(({ level }) => wanted !== null && Math.abs(level - wanted) < 1e-9)
  const [was, is] = [at(before), at(after)]
  return was && is ? is.cost - was.cost : null
}
