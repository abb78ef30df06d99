/** Which service is worth its cost: levels of service elements by segment, within budgets, capacities and floors. */
export { BARS, type Bar } from './admissible.ts'
export {
  type Alternative,
  type Balance,
  type Barred,
  balance,
  type Chosen,
  type HowToBalance,
  levelsOf,
  type MixAnswer,
  type NoLevel,
  type NoMix,
  type NotFound,
  tryMix,
} from './balance.ts'
export { type Exchange, equalFactors, equalFillRates, exchangeCurve, type StockedProduct } from './exchange-curve.ts'
export type { Knapsack } from './knapsack.ts'
export {
  type Element,
  type Fault,
  faultsOf,
  type Guess,
  type Level,
  type Problem,
  type Response,
  type Segment,
} from './problem.ts'
export { type Best, bestMix } from './prove.ts'
export { chooseByRule, type Risk, riskOf } from './risk.ts'
export type { Swing } from './sensitivity.ts'
export type { Answer, IntegerSolver } from './solver.ts'
