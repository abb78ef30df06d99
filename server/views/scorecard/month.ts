/**
 * The counters of one rollup row: `days` holds (day of the month, length, vector) for each day that has any, in rising
 * order; `total` is their sum. Adding a change and writing again gives the bytes a rebuild would give.
 */
import { COUNTERS } from './counters.ts'
import { Scratch, VectorReader, VectorWriter } from './vector.ts'

export interface MonthBytes {
  readonly total: Buffer
  readonly days: Buffer
}

const day = new Scratch(COUNTERS)
const total = new Scratch(COUNTERS)
const dayWriter = new VectorWriter()
const monthWriter = new VectorWriter()

/** Writes a row from what `fill` adds for each day of the month (0 … 30); null when every counter is zero. */
export function writeMonth(fill: (dayIndex: number, into: Scratch) => void): MonthBytes | null {
  monthWriter.reset()
  for (let dayIndex = 0; dayIndex < 31; dayIndex++) {
    fill(dayIndex, day)
    if (day.isEmpty) continue
    dayWriter.reset()
    day.flush(dayWriter, total)
    if (dayWriter.size === 0) continue
    monthWriter.unsigned(dayIndex)
    monthWriter.unsigned(dayWriter.size)
    monthWriter.raw(dayWriter.written)
  }
  const days = monthWriter.take()
  total.flush(monthWriter, null)
  const totalBytes = monthWriter.take()
  return days.length === 0 ? null : { total: totalBytes, days }
}

export interface DaySpan {
  readonly dayIndex: number
  readonly start: number
  readonly end: number
}

export function spansOf(days: Uint8Array): DaySpan[] {
  const reader = new VectorReader(days)
  const spans: DaySpan[] = []
  while (!reader.isAtEnd) {
    const dayIndex = reader.unsigned()
    const size = reader.unsigned()
    spans.push({ dayIndex, start: reader.at, end: reader.at + size })
    reader.skip(size)
  }
  return spans
}

/** The sum of two rows' days; null when nothing is left. */
export function addMonths(stored: Uint8Array, change: Uint8Array): MonthBytes | null {
  const sources = [stored, change].map((bytes) => ({
    bytes,
    spans: new Map(spansOf(bytes).map((span) => [span.dayIndex, span])),
  }))
  return writeMonth((dayIndex, into) => {
    for (const { bytes, spans } of sources) {
      const span = spans.get(dayIndex)
      if (span) into.addVector(bytes, span.start, span.end)
    }
  })
}
