/** Weighs in a thread of its own. A thread that falls, as memory that grew too far makes it, is started once more. */
import { startThread } from '../../platform/thread.ts'
import type { Weighing, WeighingAnswer } from './weighing.ts'

const TRIES = 2
const LIMITS = { maxOldGenerationSizeMb: 512 }

export async function weighInThread(given: Weighing): Promise<WeighingAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(given)
    } catch (error) {
      if (attempt === TRIES) throw error
    }
  }
}

function once(given: Weighing): Promise<WeighingAnswer> {
  return new Promise((resolve, reject) => {
    const thread = startThread(new URL('./weigh.worker.ts', import.meta.url), { given, resourceLimits: LIMITS })
    thread.once('message', (answer: WeighingAnswer) => {
      resolve(answer)
      void thread.terminate()
    })
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`the thread that weighs ended with ${code}`)))
  })
}
