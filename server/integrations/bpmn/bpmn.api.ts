/** Drawings in BPMN 2.0, in and out. */
import { z } from 'zod'
import { ReadProcess } from '../../../contract/processes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { drawnOn, drawnVersion } from '../../views/process-chart/drawn.ts'
import { readBpmn } from './read-bpmn.ts'
import { writeBpmn } from './write-bpmn.ts'

const tag = 'processes'

export const bpmnEndpoints = [
  endpoint({
    method: 'POST',
    path: '/process-files/bpmn',
    tag,
    permission: 'standards.write',
    summary: 'Read a drawing in BPMN 2.0; nothing is kept until it is saved as a process',
    rawTypes: ['application/xml', 'text/xml', 'application/octet-stream'],
    answer: ReadProcess,
    handle: async (_, { body }) => readBpmn(decoded(body)),
  }),
  endpoint({
    method: 'GET',
    path: '/process-files/bpmn',
    tag,
    permission: 'orders.read',
    summary: 'A process as BPMN 2.0: the one that holds, or a version by its id',
    query: z.object({ process_id: Code.optional() }),
    answer: null,
    handle: (context, { query: { process_id } }) =>
      inSnapshot(context, async (tx) => {
        const found =
          process_id === undefined
            ? (await drawnOn(tx, context.clock.now().toISOString().slice(0, 10))).process
            : await drawnVersion(tx, process_id)
        if (!found) throw new Refusal('not_found', { process_id })
        return new Download('process.bpmn', 'application/xml', Buffer.from(writeBpmn(found)))
      }),
  }),
]

function decoded(body: unknown): string {
  if (!Buffer.isBuffer(body)) throw new Refusal('unsupported_file', { reason: 'empty_file' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new Refusal('unsupported_file', { reason: 'not_utf8' })
  }
}
