/** Weighs in a thread of its own. A thread that falls, as memory that grew too far makes it, is started once more. */
import { reckonInThread } from '../../platform/thread.ts'
import type { Weighing, WeighingAnswer } from './weighing.ts'

const TRIES = 2
const SETTING = { heapMegabytesMax: 512, timeMaxMs: 2 * 60_000 }

export async function weighInThread(given: Weighing): Promise<WeighingAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await reckonInThread<WeighingAnswer>(new URL('./weigh.worker.ts', import.meta.url), { given, ...SETTING })
    } catch (error) {
      if (attempt === TRIES) throw error
    }
  }
}
