/** The thread that learns or back-tests: minutes of reckoning cost nobody else a wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { backTest } from '../../../engines/promising/index.ts'
import type { Said } from '../../platform/thread.ts'
import type { Calculation } from './calculation.ts'
import { laneTable } from './lane-table.ts'

const port = parentPort!
const asked = workerData.given as Calculation
const say = (said: Said<unknown>) => port.postMessage(said)
/** A hundredth more is worth telling. */
const STEP = 0.01

let told = 0
function onProgress(progress: number): void {
  if (progress < told + STEP) return
  told = progress
  say({ say: 'progress', progress })
}

say({
  say: 'done',
  result: asked.kind === 'lanes' ? laneTable(asked) : backTest(asked.orders, { ...asked.settings, onProgress }),
})
