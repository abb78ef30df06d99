import { expect, test } from 'vitest'
import { exitCodeOf, formatTally, type Report, tally } from './tally.mjs'

const report = (changes: Partial<Report>): Report => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
  ...changes,
})

test('says how many passed and failed, and names skipped ones only when there are any', () => {
  expect(formatTally(tally(report({}), 0))).toBe('3 passed, 0 failed')
  expect(formatTally(tally(report({ numPendingTests: 1, numTodoTests: 1 }), 0))).toBe('3 passed, 0 failed, 2 skipped')
})

test('counts a file that could not be loaded as a failure', () => {
  const unloaded = { testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(formatTally(tally(report(unloaded), 1))).toBe('3 passed, 1 failed')
})

test('fails when vitest failed for a reason outside any test, or left no report', () => {
  expect(exitCodeOf(tally(report({}), 1))).toBe(1)
  expect(formatTally(tally(undefined, 1))).toBe('0 passed, 1 failed')
})

test('does not pass when no test ran', () => {
  expect(exitCodeOf(tally(report({ numPassedTests: 0 }), 0))).toBe(1)
  expect(exitCodeOf(tally(report({}), 0))).toBe(0)
})
