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
import { type Attempt, enqueue, startLoop } from '../../platform/jobs/index.ts'
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

/** May be called again for one that has ended. A server that stops leaves it to the next one. */
export async function runBackTest(context: Context, id: string, { stopping, isLast }: Attempt): Promise<void> {
  const begun = await beginBackTest(context, id)
  if (!begun) return
  const watch = watchWish(context, id, stopping)
  try {
    const report = await reckon(context, begun.judged_share, watch)
    await inTransaction(context, (tx) => endBackTest(context, tx, { id, state: 'done', report }))
  } catch (error) {
    if (watch.isUnwanted()) return
    if (stopping.aborted) await inTransaction(context, (tx) => enqueue(tx, backTestTask, { back_test_id: id }))
    else {
      if (isLast) await inTransaction(context, (tx) => endBackTest(context, tx, { id, state: 'failed' }))
      throw error
    }
  } finally {
    await watch.end()
  }
}

async function reckon(context: Context, judgedShare: number, watch: ReturnType<typeof watchWish>) {
  const day = context.clock.now().toISOString().slice(0, 10)
  const orders = await inSnapshot(context, (tx) => listPastOrders(tx, day))
  const settings = { today: parseLocalDay(day), judgedShare, quantiles: BACK_TEST_QUANTILES }
  return toReport(await calculate<Found>({ kind: 'back_test', orders, settings }, watch))
}

const WATCH_EVERY_MS = 500

/** Tells the row how far it is, for whichever server is asked, and hears there that it is not wanted any more. */
function watchWish(context: Context, id: string, stopping: AbortSignal) {
  const cancelling = new AbortController()
  let latest = 0
  const loop = startLoop({
    pauseMs: WATCH_EVERY_MS,
    onError: () => undefined,
    async round() {
      if (!(await noteProgress(context, id, latest))) cancelling.abort()
      return 0
    },
  })
  return {
    signal: AbortSignal.any([cancelling.signal, stopping]),
    onProgress(progress: number) {
      latest = progress
    },
    isUnwanted: () => cancelling.signal.aborted,
    end: () => loop.stop(),
  }
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
