/** What an operator watches of the work for later. */
import { Gauge, type Registry } from 'prom-client'
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'

interface Figures {
  readonly due_rows: number
  readonly age_seconds: number
  readonly waiting: number
  readonly running: number
  readonly failed: number
}

const GAUGES: readonly [keyof Figures, string, string][] = [
  ['due_rows', 'sevenfold_outbox_due_rows', 'Rows of the outbox that are due and not yet jobs'],
  ['age_seconds', 'sevenfold_outbox_age_seconds', 'How long the oldest due row of the outbox has been due'],
  ['waiting', 'sevenfold_jobs_waiting', 'Jobs that wait for their first or next attempt'],
  ['running', 'sevenfold_jobs_running', 'Jobs at hand'],
  ['failed', 'sevenfold_jobs_failed', 'Jobs whose attempts are used up: sevenfold jobs lists them'],
]

/** The figures are read when they are asked for. A database that does not answer leaves them NaN, never the last known. */
export function addJobGauges(registry: Registry, database: Database): void {
  let reading: Promise<Figures | undefined> | undefined
  const readTogether = () => {
    reading ??= readFigures(database)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  for (const [field, name, help] of GAUGES) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: async () => gauge.set((await readTogether())?.[field] ?? Number.NaN),
    })
  }
}

async function readFigures({ pool }: Database): Promise<Figures> {
  const { rows } = await pool.query<Figures>(sql`SELECT o.due_rows, o.age_seconds,
      count(*) FILTER (WHERE j.is_available) AS waiting, count(*) FILTER (WHERE j.locked_at IS NOT NULL) AS running,
      count(*) FILTER (WHERE NOT j.is_available AND j.locked_at IS NULL) AS failed
    FROM platform.outbox_figures() o LEFT JOIN graphile_worker._private_jobs j ON true GROUP BY o.due_rows, o.age_seconds`)
  return rows[0]!
}
