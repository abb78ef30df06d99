/**
 * `npm test [-- vitest arguments]`: installs what is missing, runs every suite, browser journeys included, and closes
 * with one plain line `N passed, N failed` that a program can read.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout, ensureInstalled } from './installation.mjs'
import { exitCodeOf, formatTally, tally } from './tally.mjs'

await ensureInstalled()
const folder = mkdtempSync(join(tmpdir(), 'sevenfold-test-'))
const reportFile = join(folder, 'report.json')
const exitCode = await runVitest(process.argv.slice(2))
const result = tally(readReport(), exitCode)
rmSync(folder, { recursive: true, force: true })
console.log(formatTally(result))
process.exitCode = exitCodeOf(result)

async function runVitest(args) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const vitest = join(checkout, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: checkout, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'))
  } catch {
    return undefined
  }
}
