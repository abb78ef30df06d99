/** A replay's answer with names for its numbers, and what it took for granted. */
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import type { ReplayKind, ReplayMeasured, ReplayReport } from '../../../contract/replays.ts'
import type { HeldFloor } from '../../../contract/terms.ts'
import type { Compared, Measured, ReplayAnswer } from '../../../engines/replay/index.ts'
import { changesOf } from '../packages/term-changes.ts'
import type { Gathered } from './gather-facts.ts'

/** Terms that move a line or a cost of a replay. */
const REPLAYED = [
  'lead_time_days',
  'in_stock_percent',
  'promise_quantile',
  'delivery_days',
  'minimum_order_minor',
  'ship_complete',
]

interface Reporting {
  readonly gathered: Gathered
  readonly draft: PackageDraft
  readonly floors: readonly HeldFloor[]
  readonly names: ReadonlyMap<string, string>
  readonly kind: ReplayKind
}

export function reportOf(answer: ReplayAnswer, { gathered, draft, floors, names, kind }: Reporting): ReplayReport {
  const { settings, history, currency, from, to } = gathered
  const nameOf = new Map(settings.map(({ segment_id, name }) => [segment_id, name]))
  const { fit, touched } = answer
  return {
    ...{ from, to, currency },
    lines: answer.lines,
    orders: answer.orders,
    rounds: answer.rounds,
    seed: answer.seed,
    pairs: kind === 'simulated' ? answer.rounds : null,
    fit: {
      ...{ lines: fit.lines, actual: fit.actual, replayed: fit.replayed, is_fit: fit.isFit, foretold: fit.foretold },
      off_days: fit.offDays,
      segments: fit.segments
        .filter(({ lines }) => lines > 0)
        .map(({ segment, ...told }) => ({ segment_id: segment, name: nameOf.get(segment)!, ...told })),
    },
    segments: answer.segments
      .filter(({ counts }) => (counts.orders.before ?? 0) > 0)
      .map((one) => ({ segment_id: one.segment, name: nameOf.get(one.segment)!, ...told(one) })),
    total: told(answer.total),
    put_off: { ...answer.putOff },
    floors: floors.map((floor) => ({ ...floor, sure: sureOf(floor, answer) })),
    touched: {
      ...{ customers: touched.customers, winners: touched.winners, losers: touched.losers },
      list: touched.list.map(({ customer, segment, ways, missedSooner, ...one }) => ({
        ...{ ...one, missed_sooner: missedSooner },
        customer_id: history.customers[customer]!,
        name: names.get(history.customers[customer]!) ?? history.customers[customer]!,
        segment_id: settings[segment]!.segment_id,
        ways: ways.map(({ isWorse, ...way }) => ({ ...way, is_worse: isWorse })),
      })),
    },
    assumptions: assumptionsOf(answer, { gathered, draft, kind }),
  }

  /** Only stock is a floor that a replay measures; the others are kept or broken by what the package says. */
  function sureOf({ element, level }: HeldFloor, { segments }: ReplayAnswer): number | null {
    const measured = segments.find(({ segment }) => segment === draft.segment_id)?.elements.in_stock
    if (element !== 'in_stock_percent' || !measured || measured.after === null || measured.atLeast === null) return null
    return measured.atLeast * 100 >= level ? 1 : measured.after * 100 >= level ? 0.5 : 0
  }
}

const told = ({ judged, elements, counts, money }: Measured): ReplayMeasured => ({
  judged,
  elements: mapped(elements),
  counts: mapped(counts),
  money: mapped(money),
})

const mapped = <Name extends string>(values: Readonly<Record<Name, Compared>>) =>
  Object.fromEntries(
    Object.entries<Compared>(values).map(([name, { before, after, change, low, high, spared }]) => [
      name,
      { before, after, change, low, high, spared },
    ]),
  ) as Record<Name, Omit<Compared, 'atLeast'>>

function assumptionsOf(
  answer: ReplayAnswer,
  { gathered, draft, kind }: Pick<Reporting, 'gathered' | 'draft' | 'kind'>,
): ReplayReport['assumptions'] {
  const { settings, history, facts, costed } = gathered
  const meant = settings.find(({ segment_id }) => segment_id === draft.segment_id)!
  const one = (
    assumption: ReplayReport['assumptions'][number]['assumption'],
    count: number | null = null,
    term: string | null = null,
  ) => ({
    ...{ assumption, count, term },
  })
  return [
    ...(kind === 'simulated'
      ? [one('same_habits', history.customers.length), one('drawn_apart')]
      : [one('same_orders'), one('same_lateness')]),
    one('priors'),
    ...(answer.fit.offDays ? [one('off_days', answer.fit.offDays)] : []),
    ...(facts.pools.length ? [one('stock_reordered_daily', facts.pools.length)] : [one('no_stock_facts')]),
    ...(history.elsewhere ? [one('other_currencies', history.elsewhere)] : []),
    ...(costed.includes(draft.segment_id) ? [] : [one('no_rates')]),
    ...changesOf({ ...meant.today }, { ...meant.proposed })
      .filter(({ term }) => !REPLAYED.includes(term))
      .map(({ term }) => one('term_not_replayed', null, term)),
  ]
}
