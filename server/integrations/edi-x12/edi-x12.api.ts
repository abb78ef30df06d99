/** Takes in files of X12 interchanges. */
import { MessagesTaken, TellingQuery } from '../../../contract/tracking.ts'
import { takeMessages, textOf } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { readX12 } from './read-x12.ts'

/** Each interchange is a message of its own: taken, in part, or refused and kept. Refuses only where none could be taken. */
export const takeX12 = (context: Context, content: string, { source, zone }: TellingQuery) =>
  takeMessages(
    context,
    readX12(content).map(({ sender, read }) => ({
      channel: 'x12-214',
      source: source ?? (sender.slice(0, 64) || 'x12'),
      content,
      zone: zone ?? null,
      read,
    })),
  )

export const ediX12Endpoints = [
  endpoint({
    method: 'POST',
    path: '/edi/x12',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Take in X12 interchanges with shipment status (214); the answer holds the 997 for each',
    query: TellingQuery,
    rawTypes: ['application/edi-x12', 'text/plain'],
    answer: MessagesTaken,
    handle: (context, { query, body }) => takeX12(context, textOf(body), query),
  }),
]
