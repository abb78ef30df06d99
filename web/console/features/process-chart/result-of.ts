import type { StepResult } from '../../../../contract/process-chart.ts'

/** A drawn step may be called `constructor`: only what the answer itself holds is a result. */
export const resultOf = (results: Readonly<Record<string, StepResult>>, id: string): StepResult | undefined =>
  Object.hasOwn(results, id) ? results[id] : undefined
