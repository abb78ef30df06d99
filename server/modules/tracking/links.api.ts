/** The public page's address of a shipment: handed out, and taken back. */
import { z } from 'zod'
import { TrackingLink } from '../../../contract/tracking.ts'
import { Code } from '../../../contract/values.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { ensureLink, pathOfLink, revokeLink } from './make-link.command.ts'

export interface TrackingLinks {
  readonly baseUrl: string
  readonly trackingLinks: SignedIds
}

const tag = 'tracking'
const params = z.object({ id: Code })

export function linkEndpoints({ baseUrl, trackingLinks }: TrackingLinks) {
  const make = (path: string, permission: string, summary: string) =>
    endpoint({
      method: 'POST',
      path,
      tag,
      permission,
      summary,
      params,
      answer: TrackingLink,
      // Who holds the address can read the page.
      hasSecrets: true,
      handle: async (context, { params: { id } }) => {
        const linkId = await ensureLink(context, id)
        return {
          shipment_id: id,
          url: new URL(pathOfLink(trackingLinks, context.principal.tenantId, linkId), baseUrl).href,
        }
      },
    })
  return [
    make('/shipments/:id/tracking-link', 'messages.write', 'The address of the public page of a shipment'),
    make('/portal/shipments/:id/tracking-link', 'portal.read', 'The same for a shipment with own goods'),
    endpoint({
      method: 'DELETE',
      path: '/shipments/:id/tracking-link',
      tag,
      permission: 'messages.write',
      summary: 'Take the address back: it opens nothing from now on',
      params,
      answer: null,
      status: 204,
      handle: (context, { params: { id } }) => revokeLink(context, id),
    }),
  ]
}
