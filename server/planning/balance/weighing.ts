/** What is handed to the thread that weighs, and what it gives back. */
import type { balance, Problem, tryMix } from '../../../engines/service-levels/index.ts'

export interface Weighing {
  readonly problem: Problem
  /** The same without what competitors offer; null: nothing of it binds. */
  readonly free: Problem | null
  readonly mix: readonly { segment: string; element: string; level: number }[]
}

export interface WeighingAnswer {
  readonly answer: ReturnType<typeof balance>
  /** What the choice would bring if competitors bound nothing. */
  readonly freeGain: number | null
  readonly tried: ReturnType<typeof tryMix> | null
}
