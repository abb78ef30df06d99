/** Process logs: the own ledger out as OCEL 2.0, and what another system's log says of its process. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ForeignLog, ForeignQuery } from '../../../../contract/process-logs.ts'
import { Refusal } from '../../../../contract/refusals.ts'
import { Day } from '../../../../contract/values.ts'
import { inSnapshot } from '../../../platform/database/transaction.ts'
import { Download, endpoint } from '../../../platform/http/endpoint.ts'
import { lookInThread } from './in-thread.ts'
import { OWN_DAYS, ownOcel } from './own-ocel.ts'

const tag = 'process logs'

/** A small file may unpack to many times its size. */
const SHARED_LIMITS = { eventsMax: 2_000_000, bytesMax: 100 * 2 ** 20 }

export const processLogEndpoints = [
  endpoint({
    method: 'GET',
    path: '/process-files/ocel',
    tag,
    permission: 'exports.run',
    summary: 'The own ledger as OCEL 2.0 (JSON): the orders placed in a period and all that happened to them',
    query: z.object({ from: Day.optional(), to: Day.optional() }),
    answer: null,
    callsPerMinute: 6,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const to = query.to ?? context.clock.now().toISOString().slice(0, 10)
        const from = query.from ?? new Date(Date.parse(to) - OWN_DAYS * 86_400_000).toISOString().slice(0, 10)
        if (from > to) throw new Refusal('time_order', { from, to })
        const document = await ownOcel(tx, { from, to })
        return new Download('process.ocel.json', 'application/json', Buffer.from(JSON.stringify(document)))
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/process-files/log',
    tag,
    permission: 'imports.run',
    summary: "What another system's log says of its process (XES, OCEL 2.0 or a table, also gzip); nothing is kept",
    query: ForeignQuery,
    rawTypes: ['application/octet-stream'],
    answer: ForeignLog,
    callsPerMinute: 20,
    handle: async (context, { query, body }) => {
      if (!Buffer.isBuffer(body) || body.length === 0) throw new Refusal('unsupported_file', { reason: 'empty_file' })
      const folder = await mkdtemp(join(tmpdir(), 'sevenfold-log-'))
      try {
        const file = join(folder, 'log')
        await writeFile(file, body)
        const limits = { now: context.clock.now().getTime(), ...SHARED_LIMITS }
        const { lifecycle, seen_through: seenThrough } = query
        return await lookInThread({ path: file, limits, lifecycle, seenThrough })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }),
]
