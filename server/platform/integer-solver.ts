/**
 * HiGHS as a function from a model's text to its answer (decision 0024). It blocks its thread while it works, so whoever
 * may have to wait starts it in a worker.
 */
import highs, { type LegacyHighsSolution } from 'highs'

/** The package's types describe its CommonJS build, whose default stands one step deeper. */
const load = highs as unknown as typeof highs.default

/** To the very best: the solver's own default stops as soon as it is within a ten-thousandth. */
const EXACT = { mip_rel_gap: 0, mip_abs_gap: 1e-9, output_flag: false }

export interface SolverSettings {
  /** Seconds for one model. */
  readonly timeLimit?: number
}

interface Solved {
  readonly state: 'optimal' | 'infeasible' | 'stopped'
  readonly value: (name: string) => number
}

/**
 * Memory that grew beyond its bounds aborts the whole instance, and every later call with it: the one that fell is thrown
 * away and a spare takes its place. Without a spare left the answer is `stopped`, never a wrong one.
 */
export async function openIntegerSolver({ timeLimit = 10 }: SolverSettings = {}): Promise<(model: string) => Solved> {
  const spares = [await load(), await load()]
  return (model) => {
    while (spares.length) {
      try {
        return answerOf(spares[0]!.solve(model, { ...EXACT, time_limit: timeLimit }))
      } catch {
        spares.shift()
      }
    }
    return { state: 'stopped', value: () => 0 }
  }
}

function answerOf({ Status, Columns }: LegacyHighsSolution): Solved {
  const state = Status === 'Optimal' ? 'optimal' : Status === 'Infeasible' ? 'infeasible' : 'stopped'
  const value = (name: string) => {
    const column = Columns[name]
    return column && 'Primal' in column ? (column.Primal ?? 0) : 0
  }
  return { state, value }
}
