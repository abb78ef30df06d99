/** The thread that reads another system's log: parsing and reckoning cost nobody else a wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../../../contract/refusals.ts'
import { lookInto } from '../../../views/process-chart/foreign-log.ts'
import { asLogged } from './as-logged.ts'
import type { LogToLookInto, Said } from './in-thread.ts'
import { openProcessLog } from './open-process-log.ts'

const say = (said: Said) => parentPort!.postMessage(said)

async function look({ path, limits, lifecycle, seenThrough }: LogToLookInto): Promise<void> {
  const log = await openProcessLog(path, {}, limits)
  const dangling = log.format === 'ocel' ? log.ocel.danglingEvents.length + log.ocel.danglingObjects.length : 0
  const { leftOut, zoneless, suspect } = log.problems
  const problems = { left_out: { ...leftOut }, zoneless, suspect, dangling }
  const told =
    log.format === 'ocel'
      ? { ocel: log.ocel.log, events: null }
      : { ocel: null, events: asLogged(log.events, lifecycle) }
  say({ say: 'done', answer: { format: log.format, problems, ...lookInto(told, seenThrough) } })
}

/** Anything but a refusal ends the thread, and reaches the other one as its error. */
look(workerData.given as LogToLookInto).catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error
  say({ say: 'refused', code: error.code, details: error.details })
})
