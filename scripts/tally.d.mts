export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** The part of vitest's JSON report that is read; undefined when vitest wrote none. */
export interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

export declare function tally(report: Report | undefined, exitCode: number): Tally
export declare function formatTally(tally: Tally): string
export declare function exitCodeOf(tally: Tally): number
