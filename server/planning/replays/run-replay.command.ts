/** Asks for a replay of a draft, runs it as work for later, and cancels it. */
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import type { Replay, ReplayReport } from '../../../contract/replays.ts'
import { getRecord } from '../../ledger/index.ts'
import { packageAfter, packageDraft, packageOf } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type Attempt, enqueue, startLoop } from '../../platform/jobs/index.ts'
import { namesOf } from '../../views/serving-costs/rates.ts'
import { gatherFacts } from './gather-facts.ts'
import { replayInThread } from './in-thread.ts'
import { replayTask } from './replay.task.ts'
import { beginReplay, endReplay, findUnfinished, getReplay, insertReplay, noteProgress } from './replays.store.ts'
import { reportOf } from './report.ts'

/** Refuses `not_found`. While one of the draft waits or runs, that one is answered. */
export const askReplay = (context: Context, draftId: string): Promise<Replay> =>
  inTransaction(context, async (tx) => {
    const { state, version } = await getRecord(tx, packageDraft, draftId)
    const unfinished = await findUnfinished(tx, draftId)
    if (unfinished !== undefined) return getReplay(tx, unfinished)
    const id = context.ids.code('RP')
    await insertReplay(context, tx, { id, terms: { ...(state as unknown as PackageDraft), version } })
    await enqueue(tx, replayTask, { replay_id: id })
    return getReplay(tx, id)
  })

/** One that has ended stays as it is. */
export const cancelReplay = (context: Context, id: string): Promise<Replay> =>
  inTransaction(context, async (tx) => {
    await endReplay(context, tx, { id, state: 'cancelled' })
    return getReplay(tx, id)
  })

/** May be called again for one that has ended. A server that stops leaves it to the next one. */
export async function runReplay(context: Context, id: string, { stopping, isLast }: Attempt): Promise<void> {
  const begun = await beginReplay(context, id)
  if (!begun) return
  const watch = watchWish(context, id, stopping)
  try {
    const report = await reckon(context, begun.terms, watch)
    await inTransaction(context, (tx) => endReplay(context, tx, { id, state: 'done', report }))
  } catch (error) {
    if (watch.isUnwanted()) return
    if (stopping.aborted) await inTransaction(context, (tx) => enqueue(tx, replayTask, { replay_id: id }))
    else {
      if (isLast) await inTransaction(context, (tx) => endReplay(context, tx, { id, state: 'failed' }))
      throw error
    }
  } finally {
    await watch.end()
  }
}

/** Reading the year is so much of the work. */
const READING = 0.3

async function reckon(
  context: Context,
  draft: PackageDraft,
  watch: ReturnType<typeof watchWish>,
): Promise<ReplayReport> {
  const gathered = await inSnapshot(context, (tx) => gatherFacts(tx, draft, context.clock.now()))
  watch.onProgress(READING)
  const answer = await replayInThread(gathered.facts, {
    signal: watch.signal,
    onProgress: (share) => watch.onProgress(READING + (1 - READING) * share),
  })
  return inSnapshot(context, async (tx) => {
    const touched = answer.touched.list.map(({ customer }) => gathered.history.customers[customer]!)
    const names = new Map((await namesOf(tx, touched)).map(({ customer_id, name }) => [customer_id, name]))
    const { floors } = await packageAfter(tx, packageOf({ ...draft }) as never)
    return reportOf(answer, { gathered, draft, floors, names })
  })
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
