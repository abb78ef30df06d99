/** What people want to hear: set for a contact, by the person in the portal, or by a link without a sign-in. */
import { z } from 'zod'
import {
  Inbox,
  InboxQuery,
  LookUpStop,
  MessagePreference,
  PreferenceFile,
  SetStop,
  StopSeen,
} from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Code } from '../../../contract/values.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint, publicEndpoint } from '../../platform/http/endpoint.ts'
import { changePreference, findStop, setStop } from './change-preference.command.ts'
import { readInbox } from './message-file.store.ts'
import { findOwnContact, readPreference } from './preferences.store.ts'

const tag = 'messages'

export interface PreferencesSetting {
  readonly baseUrl: string
  readonly stopLinks: SignedIds
}

export const preferenceEndpoints = ({ baseUrl, stopLinks }: PreferencesSetting): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: '/contacts/:id/message-preference',
    tag,
    permission: 'master_data.read',
    summary: 'What a contact wants to hear, by which way and at which hours',
    params: z.object({ id: Code }),
    answer: PreferenceFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => readPreference(tx, params.id)),
  }),
  endpoint({
    method: 'PUT',
    path: '/contacts/:id/message-preference',
    tag,
    permission: 'master_data.write',
    summary: 'Set what a contact wants to hear',
    params: z.object({ id: Code }),
    body: MessagePreference,
    answer: PreferenceFile,
    handle: (context, { params, body }) => changePreference(context, params.id, body),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/messages',
    tag,
    permission: 'portal.read',
    summary: "The inbox: everything the own company was told, in the reader's language",
    query: InboxQuery,
    answer: Inbox,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => readInbox(tx, ownCustomer(context), { query, baseUrl, now: context.clock.now() })),
  }),
  endpoint({
    method: 'GET',
    path: '/portal/message-preference',
    tag,
    permission: 'portal.read',
    summary: 'What the reader wants to hear; refused where no contact has the address of this login',
    answer: PreferenceFile,
    handle: (context) =>
      inSnapshot(context, async (tx) => readPreference(tx, await ownContact(context, tx), ownCustomer(context))),
  }),
  endpoint({
    method: 'PUT',
    path: '/portal/message-preference',
    tag,
    permission: 'portal.read',
    summary: 'Set what the reader wants to hear',
    body: MessagePreference,
    answer: PreferenceFile,
    handle: async (context, { body }) =>
      changePreference(context, await inSnapshot(context, (tx) => ownContact(context, tx)), body),
  }),
  publicEndpoint({
    method: 'POST',
    path: '/message-stop/look-up',
    tag,
    permission: 'public',
    summary: 'Whose messages a link under a mail would stop',
    body: LookUpStop,
    answer: StopSeen,
    callsPerMinute: 20,
    handlePublic: (runtime, { body }) => {
      const { context, sendingId } = read(runtime, stopLinks, body.token)
      return inSnapshot(context, async (tx) => {
        const { organization, is_stopped } = await findStop(tx, sendingId)
        return { organization, is_stopped }
      })
    },
  }),
  publicEndpoint({
    method: 'POST',
    path: '/message-stop',
    tag,
    permission: 'public',
    summary: 'Stop messages to the reader of a mail, or let them come again; no sign-in',
    body: SetStop,
    answer: StopSeen,
    callsPerMinute: 20,
    handlePublic: async (runtime, { body }) => {
      const { context, sendingId } = read(runtime, stopLinks, body.token)
      const { organization, is_stopped } = await setStop(context, sendingId, body.is_stopped)
      return { organization, is_stopped }
    },
  }),
]

/** Staff may look through a customer's eyes only where there is a customer to be. */
function ownCustomer({ principal }: Context): string {
  if (!principal.customerId) throw new Refusal('not_found', { reason: 'no_customer' })
  return principal.customerId
}

async function ownContact(context: Context, tx: Parameters<typeof findOwnContact>[0]): Promise<string> {
  const userId = context.principal.actor.replace(/^user:/, '')
  const contactId = await findOwnContact(tx, userId, ownCustomer(context))
  if (!contactId) throw new Refusal('not_found', { reason: 'no_contact' })
  return contactId
}

function read(runtime: Runtime, links: SignedIds, token: string): { context: Context; sendingId: string } {
  const ids = links.read(token)
  if (!ids) throw new Refusal('link_invalid')
  return { context: systemContext(runtime, ids.first, 'message-stop'), sendingId: ids.second }
}
