/** What is handed to the thread that reckons. */
import type { BackTestSettings, PastOrder } from '../../../engines/promising/index.ts'
import type { LaneQuestion } from './lane-table.ts'

export type Calculation =
  | ({ readonly kind: 'lanes' } & LaneQuestion)
  | {
      readonly kind: 'back_test'
      readonly orders: readonly PastOrder[]
      readonly settings: Omit<BackTestSettings, 'onProgress'>
    }
