/** `npm run bench [-- name] [-- --json] [-- --size N]`: runs the benchmarks and prints one figure a line. */
import { parseArgs } from 'node:util'
import type { Figure, Report } from './figure.ts'

const BENCHMARKS: Readonly<Record<string, () => Promise<{ run(report: Report, size?: number): Promise<void> }>>> = {
  import: () => import('./import/import.bench.ts'),
  'promise-desk': () => import('./promise-desk/promise-desk.bench.ts'),
  append: () => import('./append/append.bench.ts'),
  scorecard: () => import('./scorecard/scorecard.bench.ts'),
  calendars: () => import('./calendars/calendars.bench.ts'),
  tracking: () => import('./tracking/tracking.bench.ts'),
  live: () => import('./live/live.bench.ts'),
  'orders-list': () => import('./orders-list/orders-list.bench.ts'),
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, size: { type: 'string' } },
  })
  const names = positionals.length ? positionals : Object.keys(BENCHMARKS)
  const unknown = names.find((name) => !BENCHMARKS[name])
  if (unknown) throw new Error(`There is no benchmark ${unknown}; there are ${Object.keys(BENCHMARKS).join(', ')}`)
  for (const name of names) {
    const { run } = await BENCHMARKS[name]!()
    await run((figure) => print(figure, values.json ?? false), values.size ? Number(values.size) : undefined)
  }
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
