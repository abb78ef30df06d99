/** Stock that meets a standard without surplus. */
export { type DailyDemand, type LeadTime, leadTimeDeviation } from './lead-time-demand.ts'
export { economicOrderQuantity, newsvendorPoisson, newsvendorQuantity, packedQuantity } from './order-size.ts'
export {
  findPeaks,
  type LearnedDelay,
  type LearnedFactor,
  learnDelay,
  learnSeason,
  type PastDemand,
  type Peak,
  type WayEvidence,
} from './past-seasons.ts'
export { type PolicyQuestion, type StockPolicy, stockPolicy } from './policy.ts'
export { factorOfCycles, factorOfUnits, factorOfUnitsOneTerm, unitFillRate } from './safety-factor.ts'
export {
  meanDemandFactor,
  type SeasonalPolicy,
  type SeasonalQuestion,
  type StockSeason,
  seasonalPolicy,
  seasonDemandFactor,
} from './season.ts'
