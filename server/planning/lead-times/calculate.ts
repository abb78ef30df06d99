/** Runs a calculation in a thread of its own. */
import { reckonInThread, type Watch } from '../../platform/thread.ts'
import type { Calculation } from './calculation.ts'

export const calculate = <Result>(given: Calculation, watch: Watch): Promise<Result> =>
  reckonInThread<Result>(new URL('./calculation.worker.ts', import.meta.url), {
    ...{ given, heapMegabytesMax: 768, timeMaxMs: 15 * 60_000 },
    ...watch,
  })
