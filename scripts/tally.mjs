/** Counts a vitest report (its JSON reporter's file) into the closing line of `npm test`. */

export function tally(report, exitCode) {
  const files = report?.testResults ?? []
  const passed = report?.numPassedTests ?? 0
  // A file that could not even be loaded has no failed test to show, yet it failed.
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = (report?.numFailedTests ?? 0) + unloaded
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  // An error outside any test makes vitest fail without a failed test.
  return { passed, failed: exitCode === 0 ? failed : Math.max(1, failed), skipped }
}

export function formatTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A run in which nothing ran proves nothing, so it does not pass. */
export function exitCodeOf({ passed, failed }) {
  return failed === 0 && passed > 0 ? 0 : 1
}
