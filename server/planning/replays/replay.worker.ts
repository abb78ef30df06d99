/** The thread that replays: a year of a large company takes seconds, and nobody else waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ReplayFacts, replay } from '../../../engines/replay/index.ts'
import type { Said } from './in-thread.ts'

const port = parentPort!
const say = (said: Said) => port.postMessage(said)
say({
  say: 'done',
  answer: replay(workerData.given as ReplayFacts, { onProgress: (progress) => say({ say: 'progress', progress }) }),
})
