/** Replays in a thread of its own. */
import type { ReplayKind } from '../../../contract/replays.ts'
import type { ReplayAnswer, ReplayFacts } from '../../../engines/replay/index.ts'
import { reckonInThread, type Watch } from '../../platform/thread.ts'

export interface Replaying {
  readonly facts: ReplayFacts
  readonly kind: ReplayKind
}

export const replayInThread = (given: Replaying, watch: Watch): Promise<ReplayAnswer> =>
  reckonInThread<ReplayAnswer>(new URL('./replay.worker.ts', import.meta.url), {
    ...{ given, heapMegabytesMax: 512, timeMaxMs: 10 * 60_000 },
    ...watch,
  })
