/** The thread that replays: a year of a large company takes seconds, and nobody else waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ReplayAnswer, replay, simulate } from '../../../engines/replay/index.ts'
import type { Said } from '../../platform/thread.ts'
import type { Replaying } from './in-thread.ts'

const port = parentPort!
const say = (said: Said<ReplayAnswer>) => port.postMessage(said)
const { facts, kind } = workerData.given as Replaying
const run = kind === 'simulated' ? simulate : replay
say({ say: 'done', result: run(facts, { onProgress: (progress) => say({ say: 'progress', progress }) }) })
