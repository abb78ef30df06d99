/**
 * `npm run check`: everything a change must pass, one line a step with its seconds.
 * Stops at the first failure; `--all` goes on and reports every one. `--fast` leaves out the test suites and examples.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { wrongExamples } from './examples.ts'
import { CHECKS, sayFinding } from './tidy/check-tree.ts'
import { readTree } from './tidy/tree.ts'

/** A step answers with what is wrong; nothing means it passed. */
interface Step {
  readonly name: string
  readonly isSlow?: true
  readonly run: () => Promise<string>
}

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const ROOMS = ['engines', 'contract', 'server', 'web', 'cli', 'tests', 'benchmarks', 'examples', 'scripts']
const LINKS = 'links in documents lead somewhere'

function program(...command: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    child.stdout.on('data', (part) => said.push(part))
    child.stderr.on('data', (part) => said.push(part))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) =>
      resolve(code === 0 ? '' : Buffer.concat(said).toString().trim() || `exit status ${code}`),
    )
  })
}

const tool = (path: string, ...rest: string[]) => program(`node_modules/${path}`, ...rest)
const script = (path: string, ...rest: string[]) => program('--import', 'tsx', path, ...rest)

async function tidy(wanted: (name: string) => boolean): Promise<string> {
  const files = readTree(root)
  return Object.entries(CHECKS)
    .filter(([name]) => wanted(name))
    .flatMap(([, check]) => check(files).map(sayFinding))
    .join('\n')
}

const STEPS: readonly Step[] = [
  { name: 'format and lint', run: () => tool('@biomejs/biome/bin/biome', 'check', '.') },
  { name: 'types', run: () => tool('@typescript/native/bin/tsc', '--noEmit') },
  {
    name: 'import rules',
    run: () => {
      const rooms = ROOMS.filter((room) => existsSync(`${root}/${room}`))
      return tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', 'import-rules.cjs', ...rooms)
    },
  },
  { name: 'dead code', run: () => tool('knip/bin/knip.js') },
  { name: 'tidy', run: () => tidy((name) => name !== LINKS) },
  { name: 'links in documents', run: () => tidy((name) => name === LINKS) },
  { name: 'table of rights', run: () => script('scripts/rights-table.ts', '--check') },
  { name: 'tables of import fields', run: () => script('scripts/import-fields.ts', '--check') },
  { name: 'schema.sql up to date', isSlow: true, run: () => tool('vitest/vitest.mjs', 'run', 'tests/schema.test.ts') },
  { name: 'tests', isSlow: true, run: () => tool('vitest/vitest.mjs', 'run') },
  { name: "examples' output", isSlow: true, run: () => wrongExamples(root) },
]

const USAGE = `npm run check -- [--fast] [--all]

Everything a change must pass, one line a step; it stops at the first failure.
  --fast    leaves out the test suites and examples
  --all     goes on after a failure and reports every one

Steps: ${STEPS.map(({ name, isSlow }) => (isSlow ? `${name} (not with --fast)` : name)).join(', ')}.
`
const given = process.argv.slice(2)
const stranger = given.find((word) => !['--all', '--fast', '--help', '-h'].includes(word))
if (stranger !== undefined || given.includes('--help') || given.includes('-h')) {
  if (stranger !== undefined) console.error(`${stranger} is not understood.\n`)
  console.log(USAGE)
  process.exit(stranger === undefined ? 0 : 2)
}

const goesOn = given.includes('--all')
const isFast = given.includes('--fast')
let failures = 0
for (const step of STEPS.filter((each) => !(isFast && each.isSlow))) {
  const begin = performance.now()
  const wrong = await step.run()
  const seconds = ((performance.now() - begin) / 1000).toFixed(1).padStart(6)
  console.log(`${wrong ? 'FAIL' : 'ok  '} ${seconds} s  ${step.name}`)
  if (!wrong) continue
  failures += 1
  console.error(wrong.split('\n').slice(-60).join('\n'))
  if (!goesOn) break
}
process.exitCode = failures > 0 ? 1 : 0
