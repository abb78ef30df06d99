/**
 * Judging many orders by several threads, each with a connection of its own that sees what this transaction saw when
 * they began. What they find is stored by this transaction alone, so that nobody ever sees half of it, and the server
 * goes on answering meanwhile.
 */
import type { Worker } from 'node:worker_threads'
import type { Tx } from '../../platform/database/database.ts'
import { exportSnapshot } from '../../platform/database/transaction.ts'
import { startThread } from '../../platform/thread.ts'
import type { TallyRow } from '../scorecard/tally.ts'
import type { Judged, PassKind } from './judge-pass.ts'
import { type Answer, type JudgingShare, type Said, unpackRows } from './judging-messages.ts'
import type { OrderScope } from './line-tables.ts'
import { writeVerdicts } from './verdict-rows.ts'

/** Most of what a thread makes is garbage at once; with room to collect it young, hardly any is copied. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 1_024 }

export interface ThreadedJudging {
  readonly tx: Tx
  readonly url: string
  readonly kind: PassKind
  readonly now: Date
  readonly threads: number
  readonly scopes: AsyncIterator<OrderScope>
  readonly onJudged: (orders: number) => Promise<void> | void
  readonly onCounted: (rows: readonly TallyRow[]) => void
}

export async function judgeInThreads(judging: ThreadedJudging): Promise<Judged> {
  const { tx, url, kind, now } = judging
  const given = { url, kind, tenantId: tx.tenantId, snapshot: await exportSnapshot(tx), now: now.getTime() }
  const inTurn = turns()
  const workers: Worker[] = []
  try {
    const parts = await Promise.all(
      Array.from({ length: judging.threads }, () => {
        const { worker, done } = startJudging(given, (said) => inTurn(() => hear(judging, said)))
        workers.push(worker)
        return done
      }),
    )
    return {
      lines: parts.reduce((sum, part) => sum + part.lines, 0),
      changedLines: parts.reduce((sum, part) => sum + part.changedLines, 0),
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** The threads share one connection to write by: one piece of work after the other. */
function turns() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Resolves to the answer, where one is waited for. */
async function hear({ tx, scopes, onJudged, onCounted }: ThreadedJudging, said: Said): Promise<Answer | undefined> {
  if (said.say === 'next') {
    const next = await scopes.next()
    return next.done ? {} : { scope: next.value }
  }
  if (said.say === 'changed') {
    await writeVerdicts(tx, said)
    return {}
  }
  if (said.say === 'judged') await onJudged(said.orders)
  if (said.say === 'counted') onCounted(unpackRows(said.rows))
  return undefined
}

function startJudging(given: JudgingShare, answer: (said: Said) => Promise<Answer | undefined>) {
  const file = new URL('./judging.worker.ts', import.meta.url)
  const worker = startThread(file, { given, resourceLimits: RESOURCE_LIMITS })
  const done = new Promise<Judged>((resolve, reject) => {
    // What a thread has said is heard in turn, and so often after its end.
    let isDone = false
    worker.on('message', (said: Said) => {
      isDone ||= said.say === 'done'
      answer(said).then((answered) => {
        if (answered) worker.postMessage(answered)
        if (said.say === 'done') resolve(said)
      }, reject)
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      if (!isDone) reject(new Error('A thread that judges has ended before its work was done'))
    })
  })
  return { worker, done }
}
