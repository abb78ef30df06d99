/** A discovered process for the reader at a terminal. */
import type { FileDiscovery } from './discover-file.ts'

const ROWS = 20
const UNITS: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
]

function duration(ms: number): string {
  for (const [size, unit] of UNITS) if (ms >= size) return `${(ms / size).toFixed(1)} ${unit}`
  return `${Math.round(ms)} ms`
}

export function printDiscovery({ file, format, problems, views }: FileDiscovery): string {
  const lines = [`${file} (${format})`]
  for (const [why, count] of Object.entries(problems.leftOut)) lines.push(`  left out, ${why}: ${count}`)
  if (problems.zoneless) lines.push(`  times without a zone, taken as UTC: ${problems.zoneless}`)
  if (problems.suspect) lines.push(`  times before 1990 or in the future: ${problems.suspect}`)
  if (problems.dangling) lines.push(`  relations to things that are not in the log: ${problems.dangling}`)
  for (const { seenThrough, graph, variants, rework } of views) {
    const { throughput } = graph
    lines.push(
      '',
      `${seenThrough ? `seen through ${seenThrough}: ` : ''}${graph.cases} cases, ${graph.events} events, ${graph.activities.length} activities, ${variants.count} ways`,
    )
    if (throughput)
      lines.push(
        `from first to last event: half within ${duration(throughput.p50)}, nine of ten within ${duration(throughput.p90)}`,
      )
    lines.push(
      `cases with an activity done again: ${rework.reworked} of ${rework.cases}`,
      '',
      '  passages  cases     half within  nine of ten  from -> to',
    )
    for (const { from, to, count, cases, waiting } of graph.arcs.slice(0, ROWS))
      lines.push(
        `  ${String(count).padEnd(9)} ${String(cases).padEnd(9)} ${duration(waiting.p50).padEnd(12)} ${duration(waiting.p90).padEnd(12)} ${from} -> ${to}`,
      )
    if (graph.arcs.length > ROWS) lines.push(`  … and ${graph.arcs.length - ROWS} more (--json has all)`)
  }
  return `${lines.join('\n')}\n`
}
