/** From what happened to the process as it is really done. */
export { besideEachOther, countShortLoops, dependency, selfLoop, shortLoop } from './dependencies.ts'
export { type DiscoveredActivity, type DiscoveredArc, discover, type ProcessGraph } from './discover.ts'
export { type CodedLog, caseCount, codeLog, type LoggedEvent } from './event-log.ts'
export { type ObjectEvent, type ObjectLog, seenThrough } from './object-centric.ts'
export { type Rework, reworkOf } from './rework.ts'
export { type Spread, spreadOf } from './spread.ts'
export { type ThinnedGraph, thinOut } from './thin-out.ts'
export { type Variant, type Variants, variantsOf } from './variants.ts'
