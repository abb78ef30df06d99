/**
 * Work of minutes that somebody asked for and may call off: its row tells how far it is, for whichever server is asked, and
 * says there whether it is still wanted.
 */
import { type Attempt, startLoop } from '../platform/jobs/index.ts'
import type { Watch } from '../platform/thread.ts'

const WATCH_EVERY_MS = 500

export interface WantedWork<Begun> {
  /** Undefined: it has ended, such as by a wish to cancel it while it waited. */
  begin(): Promise<Begun | undefined>
  /** Answers whether it is still wanted. */
  noteProgress(progress: number): Promise<boolean>
  /** Reckons and keeps what was found. */
  work(begun: Begun, watch: Required<Watch>): Promise<unknown>
  fail(): Promise<unknown>
  /** A server that stops leaves the work to the next one. */
  askAgain(): Promise<unknown>
}

/** May be called again for work that has ended. */
export async function runWanted<Begun>(wanted: WantedWork<Begun>, { stopping, isLast }: Attempt): Promise<void> {
  const begun = await wanted.begin()
  if (begun === undefined) return
  const wish = watchWish(wanted, stopping)
  try {
    await wanted.work(begun, wish.watch)
  } catch (error) {
    if (wish.isUnwanted()) return
    if (stopping.aborted) await wanted.askAgain()
    else {
      if (isLast) await wanted.fail()
      throw error
    }
  } finally {
    await wish.end()
  }
}

function watchWish({ noteProgress }: Pick<WantedWork<unknown>, 'noteProgress'>, stopping: AbortSignal) {
  const cancelling = new AbortController()
  let latest = 0
  const loop = startLoop({
    pauseMs: WATCH_EVERY_MS,
    onError: () => undefined,
    async round() {
      if (!(await noteProgress(latest))) cancelling.abort()
      return 0
    },
  })
  const onProgress = (progress: number) => {
    latest = progress
  }
  return {
    watch: { signal: AbortSignal.any([cancelling.signal, stopping]), onProgress },
    isUnwanted: () => cancelling.signal.aborted,
    end: () => loop.stop(),
  }
}
