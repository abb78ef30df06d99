/** `npm run bench [-- name] [-- --json] [-- --size N]`: runs the benchmarks and prints one figure a line. */
import { parseArgs } from 'node:util'
import type { Figure, Report } from './figure.ts'

const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(report: Report, size?: number): Promise<void> }>>> = {
  import: () => import('./import/import.bench.ts'),
  balance: () => import('./balance/balance.bench.ts'),
  replay: () => import('./replay/replay.bench.ts'),
  'promise-desk': () => import('./promise-desk/promise-desk.bench.ts'),
  risk: () => import('./risk/risk.bench.ts'),
  append: () => import('./append/append.bench.ts'),
  scorecard: () => import('./scorecard/scorecard.bench.ts'),
  calendars: () => import('./calendars/calendars.bench.ts'),
  tracking: () => import('./tracking/tracking.bench.ts'),
  mining: () => import('./mining/mining.bench.ts'),
  live: () => import('./live/live.bench.ts'),
  'orders-list': () => import('./orders-list/orders-list.bench.ts'),
}

const NAMES = Object.keys(BENCHMARKS)
const USAGE = `npm run bench -- [NAME...] [--size N] [--json]

Runs the benchmarks and prints one figure a line. Each makes a database of its own and removes it.
  NAME        one or more of ${NAMES.join(', ')} (default: all)
  --size N    how many records, where a benchmark has a size (default: its own)
  --json      one JSON object a line
`

async function main(): Promise<void> {
  const asked = whatIsAsked()
  if (!asked) return
  const { names, values } = asked
  for (const name of names) {
    const { run } = await BENCHMARKS[name]!()
    await run((figure) => print(figure, values.json ?? false), values.size ? Number(values.size) : undefined)
  }
}

/** Nothing when help was asked for, or when what was asked cannot be understood; both are said. */
function whatIsAsked() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, size: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const unknown = positionals.find((name) => !BENCHMARKS[name])
    if (unknown) throw new Error(`There is no benchmark ${unknown}; there are ${NAMES.join(', ')}.`)
    if (values.size !== undefined && !(Number(values.size) > 0)) throw new Error('--size needs a number above zero.')
    if (!values.help) return { values, names: positionals.length ? positionals : NAMES }
    process.stdout.write(USAGE)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`)
    process.exitCode = 2
  }
  return undefined
}

function print(figure: Figure, asJson: boolean): void {
  if (asJson) process.stdout.write(`${JSON.stringify(figure)}\n`)
  else {
    const peer = figure.peer ? ` (${figure.peer}: ${figure.peerValue}, ratio ${figure.ratio?.toFixed(2)})` : ''
    process.stdout.write(`${figure.name}: ${figure.value} ${figure.unit}${peer}\n`)
  }
}

// Whoever reads may stop after the first figures; what was made for the others is still to be cleared away.
process.stdout.on('error', () => undefined)
await main()
