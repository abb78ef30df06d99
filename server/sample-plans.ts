/** What the sample company has done to serve better, does, and thinks of doing next. */
import { createRecord, getRecord, type State } from './ledger/index.ts'
import { packageDraft, servicePackage } from './modules/policies/index.ts'
import { action } from './planning/actions/action.ts'
import type { Context } from './platform/context.ts'
import { inTransaction } from './platform/database/transaction.ts'

interface Thought {
  readonly of: string
  readonly id: string
  readonly note: string
  readonly change: State
}

const THOUGHTS: readonly Thought[] = [
  {
    of: 'MANUFACTURING-1',
    id: 'MANUFACTURING-THREE-DAYS',
    note: 'Three delivery days instead of five would save stops. Who would feel it?',
    change: { delivery_days: ['Mo', 'We', 'Fr'] },
  },
  {
    of: 'RETAIL-2',
    id: 'RETAIL-MORE-STOCK',
    note: 'Shops say empty shelves hurt more than a day of waiting.',
    change: { in_stock_percent: 98 },
  },
]

export function tellThoughts(context: Context): Promise<void> {
  const today = context.clock.now()
  const nextMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
  return inTransaction(context, async (tx) => {
    for (const { of, id, note, change } of THOUGHTS) {
      const { state } = await getRecord(tx, servicePackage, of)
      await createRecord(context, tx, packageDraft, {
        ...{ ...state, ...change, draft_id: id, note },
        ...{ package_id: id, valid_from: nextMonth },
      })
    }
  })
}

interface People {
  readonly planner: string
  readonly manager: string
  readonly coordinator: string
}

/** In the story Iași rebuilt its picking, and Codru Parcel gets worse. */
export function tellSteps(context: Context, people: People, rebuiltOn: string): Promise<void> {
  const inWeeks = (weeks: number) =>
    new Date(context.clock.now().getTime() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)
  const steps: State[] = [
    {
      ...{ action_id: 'IASI-PICKING', title: 'Rebuild the picking at Iași: one zone a picker, counted at the dock' },
      ...{ reason: 'standard', site_id: 'SITE-IAS', measure: 'in_full', expected_change: 2, priority: 2 },
      ...{ owner: people.planner, due_on: rebuiltOn, cost_minor: 1_800_000, currency: 'RON' },
      ...{ state: 'done', done_on: rebuiltOn, note: 'Short picks came from two pickers sharing an aisle.' },
    },
    {
      ...{
        action_id: 'CODRU-TALKS',
        title: 'Agree with Codru Parcel on a later pick-up and a weekly look at late parcels',
      },
      ...{
        reason: 'chart',
        chart_id: 'carry',
        measure: 'on_time',
        expected_change: 1.5,
        priority: 1,
        owner: people.manager,
      },
      ...{ due_on: inWeeks(3), state: 'started', note: 'Their share of late parcels has grown since the summer.' },
    },
    {
      ...{ action_id: 'HOTEL-MORNINGS', title: 'Load hotels first, so that kitchens have their goods before nine' },
      ...{ reason: 'gap', segment_id: 'HOSPITALITY', element_id: 'punctuality', measure: 'on_time' },
      ...{ expected_change: 3, priority: 3 },
      ...{ owner: people.coordinator, due_on: inWeeks(-1), state: 'open' },
    },
  ]
  return inTransaction(context, async (tx) => {
    for (const step of steps) await createRecord(context, tx, action, step)
  })
}
