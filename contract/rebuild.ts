import { z } from 'zod'

/** A rebuild of all verdicts and counters from the records: running, or the last one of this process. */
export const Rebuild = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  orders: z.int(),
  orders_total: z.int(),
  /** Lines whose stored verdict was not what the records say; null until done. */
  changed_lines: z.int().nullable(),
  /** Rows of counters that were not what the verdicts add up to; null until done. */
  changed_rows: z.int().nullable(),
})
export type Rebuild = z.infer<typeof Rebuild>
