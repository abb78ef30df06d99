/** Asks for a replay of a draft, runs it as work for later, and cancels it. */
import type { z } from 'zod'
import type { PackageDraft } from '../../../contract/package-drafts.ts'
import type { NewReplay, Replay, ReplayKind, ReplayReport } from '../../../contract/replays.ts'
import { getRecord } from '../../ledger/index.ts'
import { packageAfter, packageDraft, packageOf } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { type Attempt, enqueue } from '../../platform/jobs/index.ts'
import type { Watch } from '../../platform/thread.ts'
import { namesOf } from '../../views/serving-costs/rates.ts'
import { runWanted } from '../wanted-work.ts'
import { gatherFacts } from './gather-facts.ts'
import { replayInThread } from './in-thread.ts'
import { replayTask } from './replay.task.ts'
import { beginReplay, endReplay, findUnfinished, getReplay, insertReplay, noteProgress } from './replays.store.ts'
import { reportOf } from './report.ts'

/** Refuses `not_found`. While one of the draft and kind waits or runs, that one is answered. */
export const askReplay = (context: Context, { draft_id: draftId, kind }: z.output<typeof NewReplay>): Promise<Replay> =>
  inTransaction(context, async (tx) => {
    const { state, version } = await getRecord(tx, packageDraft, draftId)
    const unfinished = await findUnfinished(tx, draftId, kind)
    if (unfinished !== undefined) return getReplay(tx, unfinished)
    const id = context.ids.code('RP')
    await insertReplay(context, tx, { id, kind, terms: { ...(state as unknown as PackageDraft), version } })
    await enqueue(tx, replayTask, { replay_id: id })
    return getReplay(tx, id)
  })

/** One that has ended stays as it is. */
export const cancelReplay = (context: Context, id: string): Promise<Replay> =>
  inTransaction(context, async (tx) => {
    await endReplay(context, tx, { id, state: 'cancelled' })
    return getReplay(tx, id)
  })

export const runReplay = (context: Context, id: string, attempt: Attempt): Promise<void> =>
  runWanted(
    {
      begin: () => beginReplay(context, id),
      noteProgress: (progress) => noteProgress(context, id, progress),
      async work({ terms, kind }, watch) {
        const report = await reckon(context, { draft: terms, kind }, watch)
        await inTransaction(context, (tx) => endReplay(context, tx, { id, state: 'done', report }))
      },
      fail: () => inTransaction(context, (tx) => endReplay(context, tx, { id, state: 'failed' })),
      askAgain: () => inTransaction(context, (tx) => enqueue(tx, replayTask, { replay_id: id })),
    },
    attempt,
  )

/** Reading the year is so much of the work. */
const READING = 0.3

interface Wanted {
  readonly draft: PackageDraft
  readonly kind: ReplayKind
}

async function reckon(context: Context, { draft, kind }: Wanted, watch: Required<Watch>): Promise<ReplayReport> {
  const gathered = await inSnapshot(context, (tx) => gatherFacts(tx, draft, context.clock.now()))
  watch.onProgress(READING)
  const answer = await replayInThread(
    { facts: gathered.facts, kind },
    {
      signal: watch.signal,
      onProgress: (share) => watch.onProgress(READING + (1 - READING) * share),
    },
  )
  return inSnapshot(context, async (tx) => {
    const touched = answer.touched.list.map(({ customer }) => gathered.history.customers[customer]!)
    const names = new Map((await namesOf(tx, touched)).map(({ customer_id, name }) => [customer_id, name]))
    const { floors } = await packageAfter(tx, packageOf({ ...draft }) as never)
    return reportOf(answer, { gathered, draft, floors, names, kind })
  })
}
