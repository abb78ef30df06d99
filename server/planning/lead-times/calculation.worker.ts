/** The thread that learns or back-tests: minutes of reckoning cost nobody else a wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { backTest } from '../../../engines/promising/index.ts'
import type { Calculation, Said } from './calculation.ts'
import { laneTable } from './lane-table.ts'

const port = parentPort!
const asked = workerData.given as Calculation
const say = (said: Said) => port.postMessage(said)
const PROGRESS_EVERY_MS = 250

let told = 0
function onProgress(progress: number): void {
  if (Date.now() - told < PROGRESS_EVERY_MS) return
  told = Date.now()
  say({ say: 'progress', progress })
}

say({
  say: 'done',
  result: asked.kind === 'lanes' ? laneTable(asked) : backTest(asked.orders, { ...asked.settings, onProgress }),
})
