/** A thread that judges orders: it reads by a connection of its own, from the picture that the transaction sees it works for. */
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../platform/clock.ts'
import { systemContext } from '../../platform/context.ts'
import { openDatabase } from '../../platform/database/database.ts'
import { inSharedSnapshot } from '../../platform/database/transaction.ts'
import { randomIds } from '../../platform/ids.ts'
import { silentLog } from '../../platform/log.ts'
import { JudgePass } from './judge-pass.ts'
import { type Answer, type JudgingShare, type PackedRow, packRow, type Said } from './judging-messages.ts'
import type { OrderScope } from './line-tables.ts'
import type { VerdictChanges } from './verdict-rows.ts'

const ROWS_A_MESSAGE = 1_000

const port = parentPort!
const { url, kind, tenantId, snapshot, now } = workerData.given as JudgingShare
const database = openDatabase(url, { connectionsMax: 1 })
const context = systemContext({ database, clock: systemClock, ids: randomIds, log: silentLog }, tenantId, 'verdicts')

/** Answers come in the order of the questions. */
const waiting: ((answer: Answer) => void)[] = []
port.on('message', (answer: Answer) => waiting.shift()!(answer))
const say = (said: Said) => port.postMessage(said)
const ask = (said: Said) =>
  new Promise<Answer>((resolve) => {
    waiting.push(resolve)
    say(said)
  })

async function* scopes(): AsyncGenerator<OrderScope> {
  for (;;) {
    const { scope } = await ask({ say: 'next' })
    if (!scope) return
    yield scope
  }
}

await inSharedSnapshot(context, snapshot, async (tx) => {
  const store = async (changes: VerdictChanges) => void (await ask({ say: 'changed', ...changes }))
  const pass = await JudgePass.start(tx, kind, { now: new Date(now), store })
  await pass.judgeAll(scopes(), (orders) => say({ say: 'judged', orders }))
  const { rows, lines, changedLines } = pass.counted()
  let some: PackedRow[] = []
  for (const row of rows) {
    if (some.push(packRow(row)) < ROWS_A_MESSAGE) continue
    say({ say: 'counted', rows: some })
    some = []
  }
  say({ say: 'counted', rows: some })
  say({ say: 'done', lines, changedLines })
})
await database.close()
port.close()
