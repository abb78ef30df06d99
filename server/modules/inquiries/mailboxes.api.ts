/** Mailboxes, their secrets and how each does. */
import { z } from 'zod'
import { Mailbox, MailboxSecret, MailboxStates, NewMailboxSecret } from '../../../contract/incoming-mail.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { mailbox, requireWay } from './mailbox.ts'
import { listMailboxStates } from './mailboxes.store.ts'
import { makeMailboxSecret } from './make-mailbox-secret.command.ts'

const tag = 'incoming mail'

export const mailboxEndpoints = (sealer: Sealer): AnyEndpoint[] => [
  ...recordEndpoints({
    type: mailbox,
    path: '/mailboxes',
    tag,
    read: 'messages.manage',
    write: 'messages.manage',
    body: Mailbox,
    searched: ['mailbox_id', 'name', 'address'],
    filters: ['via'],
    check: async (_, state) => requireWay(state),
  }),
  endpoint({
    method: 'GET',
    path: '/mailbox-states',
    tag,
    permission: 'messages.manage',
    summary: 'How each mailbox does: when it was read last, what failed, and what came in 30 days',
    answer: MailboxStates,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({ rows: await listMailboxStates(tx, context.clock.now()) })),
  }),
  endpoint({
    method: 'POST',
    path: '/mailboxes/:id/secret',
    tag,
    permission: 'messages.manage',
    summary: 'Set the password of a mailbox, or make the secret of a mail service, which is shown this once',
    params: z.object({ id: Code }),
    body: NewMailboxSecret,
    answer: MailboxSecret,
    status: 201,
    hasSecrets: true,
    handle: (context, { params, body }) =>
      makeMailboxSecret(context, sealer, { mailbox_id: params.id, secret: body.secret }),
  }),
]
