/** The thread that replays: a year of a large company takes seconds, and nobody else waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ReplayAnswer, type ReplayFacts, replay } from '../../../engines/replay/index.ts'
import type { Said } from '../../platform/thread.ts'

const port = parentPort!
const say = (said: Said<ReplayAnswer>) => port.postMessage(said)
say({
  say: 'done',
  result: replay(workerData.given as ReplayFacts, { onProgress: (progress) => say({ say: 'progress', progress }) }),
})
