/** A table with one event a row: case, activity, time, and where known when it was begun and who did it. */
import { Refusal } from '../../../../contract/refusals.ts'
import { cellText } from '../csv-reader.ts'
import type { Table } from '../table.ts'
import { readLogTime } from './log-time.ts'
import type { ReadEvent, ReadProblems } from './read-events.ts'

/** Headers by which common tools export these; the first that is there counts. */
const USUAL = {
  caseId: ['case:concept:name', 'case_id', 'caseid', 'case', 'case id'],
  activity: ['concept:name', 'activity', 'event', 'task'],
  time: ['time:timestamp', 'timestamp', 'time', 'completed_at', 'end'],
  start: ['start_timestamp', 'started_at', 'start'],
  resource: ['org:resource', 'resource', 'user'],
} as const

export type ColumnNames = Partial<Record<keyof typeof USUAL, string>>

interface Reading {
  readonly problems: ReadProblems
  readonly eventsMax: number
}

/** Events of both kinds: a row with a start gives one that starts and one that completes. Refuses a table without case, activity or time. */
export async function readTableLog(
  table: Table,
  named: ColumnNames,
  { problems, eventsMax }: Reading,
): Promise<ReadEvent[]> {
  const place = (what: keyof typeof USUAL) => {
    const wanted = named[what] ? [named[what].toLowerCase()] : USUAL[what]
    return table.headers.findIndex((header) => wanted.some((one) => one === header.trim().toLowerCase()))
  }
  const at = {
    caseId: place('caseId'),
    activity: place('activity'),
    time: place('time'),
    start: place('start'),
    resource: place('resource'),
  }
  for (const what of ['caseId', 'activity', 'time'] as const)
    if (at[what] < 0)
      throw new Refusal('unsupported_file', { reason: 'column_missing', field: named[what] ?? USUAL[what][1] })
  const events: ReadEvent[] = []
  for await (const rows of table.batches()) {
    if (events.length > eventsMax) throw new Refusal('too_large', { events_max: eventsMax })
    for (const { cells } of rows) {
      const text = (where: number) => (where < 0 ? '' : cellText(cells[where]).trim())
      const [caseId, activity, time] = [text(at.caseId), text(at.activity), readLogTime(text(at.time))]
      if (!caseId || !activity || !time) {
        problems.leaveOut(
          caseId ? (activity ? 'no_time' : 'no_activity') : 'no_case',
          `${caseId}: ${activity} ${text(at.time)}`,
        )
        continue
      }
      if (time.isZoneless) problems.zoneless += 1
      problems.look(time.at, `${caseId}: ${activity} ${text(at.time)}`)
      const event = { caseId, activity, resource: text(at.resource) || null }
      const start = at.start < 0 ? null : readLogTime(text(at.start))
      if (start && start.at <= time.at) events.push({ ...event, at: start.at, transition: 'start' })
      events.push({ ...event, at: time.at, transition: 'complete' })
    }
  }
  return events
}
