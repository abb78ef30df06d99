/** Keeping the verdicts and their counters current: by events, by the passing of time, and from scratch. */
import { availableParallelism } from 'node:os'
import sql from 'sql-template-tag'
import { followRange, isBehind, lockBookmark } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { TallyRow } from '../scorecard/tally.ts'
import { judgeInThreads } from './judge-in-threads.ts'
import { JudgePass, type PassKind, type PassResult } from './judge-pass.ts'
import type { OrderScope } from './line-tables.ts'
import { findDueOrders, findTouchedOrders, pageTouchedOrders } from './touched-orders.ts'

/** Its bookmark row is also the lock that lets only one of the three run at a time. */
const FOLLOWER = 'verdicts'
/** Whether something was recorded that no verdict has taken in yet. */
export const areVerdictsBehind = (tx: Tx) => isBehind(tx, FOLLOWER)

const ORDERS_A_PAGE = 1_000
/** A rebuild plans its dozen statements once for each range: more orders cost more memory than they save time. */
const ORDERS_A_RANGE = 1_000
const SWEPT_LINES_MAX = 50_000

/** Judges the lines touched by new events again. Returns how many events were read; 0 means all is current. */
export function followVerdicts(context: Context, eventsMax?: number, threads?: number): Promise<number> {
  const now = context.clock.now()
  return followRange(
    context,
    {
      name: FOLLOWER,
      handle: async (tx, range) => {
        const orders = await findTouchedOrders(tx, range)
        if (orders > 0) await judgeTouched(context, tx, { now, threads: threads ?? threadsFor(orders) })
      },
    },
    eventsMax,
  )
}

/** Judges the lines whose time has come again: a window or a notice period has ended. Returns how many orders. */
export function sweepVerdicts(context: Context): Promise<number> {
  const now = context.clock.now()
  return inTransaction(context, async (tx) => {
    await lockBookmark(context, tx, FOLLOWER)
    const orders = await findDueOrders(tx, now, SWEPT_LINES_MAX)
    if (orders > 0) await judgeTouched(context, tx, { now, threads: threadsFor(orders) })
    return orders
  })
}

/** Fewer orders are judged before threads have started. */
const ORDERS_WORTH_THREADS = 5_000
const THREADS_MAX = 4
const threadsFor = (orders: number) =>
  orders < ORDERS_WORTH_THREADS ? 0 : Math.min(THREADS_MAX, availableParallelism())

interface Judging {
  readonly kind: PassKind
  readonly now: Date
  /** 0: here and now. */
  readonly threads: number
  readonly scopes: AsyncGenerator<OrderScope>
  readonly onJudged: (orders: number) => Promise<void> | void
}

async function judge(context: Context, tx: Tx, judging: Judging): Promise<PassResult> {
  const { kind, now, threads, scopes, onJudged } = judging
  const pass = await JudgePass.start(tx, kind, { now })
  if (threads === 0) await pass.judgeAll(scopes, onJudged)
  else {
    const onCounted = (rows: readonly TallyRow[]) => pass.addCounts(rows)
    pass.add(await judgeInThreads({ ...judging, tx, url: context.database.url, onCounted }))
  }
  return pass.finish()
}

const judgeTouched = (context: Context, tx: Tx, setting: Pick<Judging, 'now' | 'threads'>) =>
  judge(context, tx, { ...setting, kind: 'update', scopes: touchedPages(tx), onJudged: () => undefined })

async function* touchedPages(tx: Tx): AsyncGenerator<OrderScope> {
  let after = ''
  for (;;) {
    const orderIds = await pageTouchedOrders(tx, after, ORDERS_A_PAGE)
    if (orderIds.length === 0) return
    yield { orderIds }
    after = orderIds.at(-1)!
  }
}

export interface RebuildProgress {
  readonly orders: number
  readonly ordersTotal: number
}

/** Judges every line again and counts everything anew. The result's `changedRows` is 0 when the running figures were right. */
export function rebuildVerdicts(
  context: Context,
  onProgress: (progress: RebuildProgress) => Promise<void> | void = () => undefined,
  threads?: number,
): Promise<PassResult> {
  const now = context.clock.now()
  return inTransaction(context, async (tx) => {
    await lockBookmark(context, tx, FOLLOWER)
    const [total] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM orders.customer_order
      WHERE tenant_id = ${tx.tenantId}::uuid`)
    let orders = 0
    const onJudged = async (judged: number) => {
      orders += judged
      await onProgress({ orders, ordersTotal: total!.count })
    }
    const sharing = threads ?? threadsFor(total!.count)
    return judge(context, tx, { kind: 'rebuild', now, threads: sharing, scopes: orderRanges(tx), onJudged })
  })
}

async function* orderRanges(tx: Tx): AsyncGenerator<OrderScope> {
  let after = ''
  for (;;) {
    const [last] = await tx.query<{ order_id: string | null }>(sql`SELECT max(order_id) AS order_id FROM (
      SELECT order_id FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid AND order_id > ${after}
      ORDER BY order_id LIMIT ${ORDERS_A_RANGE}) page`)
    if (last!.order_id === null) return
    yield { after, upTo: last!.order_id }
    after = last!.order_id
  }
}
