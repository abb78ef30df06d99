/** What is handed to the thread that reckons, and what it says. */
import type { BackTestSettings, PastOrder } from '../../../engines/promising/index.ts'
import type { LaneQuestion } from './lane-table.ts'

export type Calculation =
  | ({ readonly kind: 'lanes' } & LaneQuestion)
  | {
      readonly kind: 'back_test'
      readonly orders: readonly PastOrder[]
      readonly settings: Omit<BackTestSettings, 'onProgress'>
    }

export type Said =
  | { readonly say: 'progress'; readonly progress: number }
  | { readonly say: 'done'; readonly result: unknown }
