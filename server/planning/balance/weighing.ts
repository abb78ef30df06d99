/** What is handed to the thread that weighs, and what it gives back. */
import type { balance, Problem, tryMix } from '../../../engines/service-levels/index.ts'

export interface Weighing {
  readonly problem: Problem
  readonly mix: readonly { segment: string; element: string; level: number }[]
}

export interface WeighingAnswer {
  readonly answer: ReturnType<typeof balance>
  readonly tried: ReturnType<typeof tryMix> | null
}
