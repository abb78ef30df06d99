/** Asks for a back-test, runs it as work for later, and cancels it. */
import {
  BACK_TEST_QUANTILES,
  type BackTest,
  type BackTestReport,
  type KeptPromises,
} from '../../../contract/back-tests.ts'
import { parseLocalDay } from '../../../engines/calendars/index.ts'
import type { BackTestReport as Found, KeptShare, Trade } from '../../../engines/promising/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type Attempt, enqueue } from '../../platform/jobs/index.ts'
import type { Watch } from '../../platform/thread.ts'
import { runWanted } from '../wanted-work.ts'
import { backTestTask } from './back-test.task.ts'
import {
  beginBackTest,
  endBackTest,
  findUnfinished,
  getBackTest,
  insertBackTest,
  noteProgress,
} from './back-tests.store.ts'
import { calculate } from './calculate.ts'
import { listPastOrders } from './past-orders.store.ts'

/** While one waits or runs, that one is answered: a second would find the same. */
export const askBackTest = (context: Context, judgedShare: number): Promise<BackTest> =>
  inTransaction(context, async (tx) => {
    const unfinished = await findUnfinished(tx)
    if (unfinished !== undefined) return getBackTest(tx, unfinished)
    const id = context.ids.code('BT')
    await insertBackTest(context, tx, { id, judgedShare })
    await enqueue(tx, backTestTask, { back_test_id: id })
    return getBackTest(tx, id)
  })

/** One that has ended stays as it is. */
export const cancelBackTest = (context: Context, id: string): Promise<BackTest> =>
  inTransaction(context, async (tx) => {
    await endBackTest(context, tx, { id, state: 'cancelled' })
    return getBackTest(tx, id)
  })

export const runBackTest = (context: Context, id: string, attempt: Attempt): Promise<void> =>
  runWanted(
    {
      begin: () => beginBackTest(context, id),
      noteProgress: (progress) => noteProgress(context, id, progress),
      async work({ judged_share }, watch) {
        const report = await reckon(context, judged_share, watch)
        await inTransaction(context, (tx) => endBackTest(context, tx, { id, state: 'done', report }))
      },
      fail: () => inTransaction(context, (tx) => endBackTest(context, tx, { id, state: 'failed' })),
      askAgain: () => inTransaction(context, (tx) => enqueue(tx, backTestTask, { back_test_id: id })),
    },
    attempt,
  )

async function reckon(context: Context, judgedShare: number, watch: Watch) {
  const day = context.clock.now().toISOString().slice(0, 10)
  const orders = await inSnapshot(context, (tx) => listPastOrders(tx, day))
  const settings = { today: parseLocalDay(day), judgedShare, quantiles: BACK_TEST_QUANTILES }
  return toReport(await calculate<Found>({ kind: 'back_test', orders, settings }, watch))
}

function toReport(found: Found): BackTestReport {
  return {
    learned_from: found.learnedFrom,
    never_delivered: found.neverDelivered,
    judged_cases: found.judged.cases,
    skipped: found.skipped,
    from_day: found.judged.from,
    to_day: found.judged.to,
    given: found.given && withParts(found.given),
    quantiles: found.quantiles.map((one) => ({ quantile: one.quantile, ...withParts(one) })),
    same_share_evenly: toSameShare(found.sameKeepRate),
    same_share_overall: toSameShare(found.sameKeepRateOverall),
  }
}

const withParts = (one: NonNullable<Found['given']>) => ({
  ...toKept(one),
  segments: one.segments.map((part) => ({ segment: part.segment, ...toKept(part) })),
  months: one.months.map((part) => ({ month: part.month, ...toKept(part) })),
})

const toKept = ({ cases, kept, interval, meanDays }: KeptShare): KeptPromises => ({
  cases,
  kept,
  interval: interval && { low: interval.low, high: interval.high },
  mean_days: meanDays,
})

const toSameShare = (trade: Trade | null) =>
  trade && {
    kept: trade.kept,
    mean_days: trade.meanDays,
    given_mean_days: trade.givenMeanDays,
    shorter_percent: trade.shorterPercent,
  }
