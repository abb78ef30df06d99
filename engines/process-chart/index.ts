/** Drawn processes: what is wrong with them, how they compare with what happened, and where everything stands. */
export type { Chart, ChartArrow, ChartStep } from './chart.ts'
export { checkChart, type Problem } from './check.ts'
export { type Comparison, compare, type FindingKind } from './compare.ts'
export { type HandOver, handOversOf } from './hand-overs.ts'
export { type Box, layoutChart, type PlacedChart } from './layout.ts'
export { type WaitingRule, waitingRule } from './waiting.ts'
