/** What-if before it is done: history over again under another policy. */
export { type ReplayAnswer, type ReplaySettings, replay } from './compare.ts'
export {
  type Guess,
  type Guesses,
  type Lines,
  MARK,
  NONE,
  type Orders,
  type Pool,
  type ReplayFacts,
  type SegmentTerms,
  type Terms,
} from './facts.ts'
export { FIT_WITHIN, type Fit } from './fit.ts'
export { COUNTED, type Measured, MONEY, REPLAYED } from './measures.ts'
export type { Compared } from './paired.ts'
export { type SimulatedAnswer, type SimulateSettings, simulate } from './simulate.ts'
export { type Touched, type TouchedCustomer, WAYS } from './touched.ts'
