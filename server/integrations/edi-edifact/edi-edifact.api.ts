/** Takes in files of EDIFACT interchanges. */
import { MessagesTaken, TellingQuery } from '../../../contract/tracking.ts'
import { takeMessages, textOf } from '../../modules/tracking/index.ts'
import type { Context } from '../../platform/context.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { readEdifact } from './read-edifact.ts'

/** Each interchange is a message of its own: taken, in part, or refused and kept. Refuses only where none could be taken. */
export const takeEdifact = (context: Context, content: string, { source, zone }: TellingQuery) =>
  takeMessages(
    context,
    readEdifact(content).map(({ sender, read }) => ({
      channel: 'edifact-iftsta',
      source: source ?? (sender.slice(0, 64) || 'edifact'),
      content,
      zone: zone ?? null,
      read,
    })),
  )

export const ediEdifactEndpoints = [
  endpoint({
    method: 'POST',
    path: '/edi/edifact',
    tag: 'tracking',
    permission: 'shipments.write',
    summary: 'Take in EDIFACT interchanges with transport status (IFTSTA); the answer holds the CONTRL for each',
    query: TellingQuery,
    rawTypes: ['application/edifact', 'text/plain'],
    answer: MessagesTaken,
    handle: (context, { query, body }) => takeEdifact(context, textOf(body), query),
  }),
]
