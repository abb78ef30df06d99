/** The people of one customer, for the customer's own administrator. */
import { z } from 'zod'
import { ChangeColleague, Colleagues, InviteColleague, InvitedColleague } from '../../../contract/people.ts'
import { Code } from '../../../contract/values.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import {
  changeColleague,
  inviteColleague,
  ownCustomer,
  removeColleague,
  withdrawColleague,
} from './colleague.command.ts'
import { listMembers, listOpenInvitations } from './people.store.ts'

const shared = { tag: 'portal', permission: 'portal.people' } as const
const Id = z.object({ id: Code })

export const colleagueEndpoints = (library: SignInLibrary, { isMailed }: { isMailed: boolean }) => [
  endpoint({
    ...shared,
    method: 'GET',
    path: '/portal/people',
    summary: 'Who of the own company has a login, who is invited, and what each takes care of',
    answer: Colleagues,
    handle: (context) => {
      const customerId = ownCustomer(context)
      return inSnapshot(context, async (tx) => ({
        members: (await listMembers(tx, customerId)).map(({ user_id, name, email, portal_roles }) => ({
          ...{ user_id, name, email, portal_roles },
        })),
        invitations: (await listOpenInvitations(tx, context.clock.now(), customerId)).map(
          ({ invitation_id, email, portal_roles, expires_at, mail }) => ({
            ...{ invitation_id, email, portal_roles, expires_at, mail },
          }),
        ),
      }))
    },
  }),
  endpoint({
    ...shared,
    method: 'POST',
    path: '/portal/people',
    summary: 'Invite a colleague; the link is mailed, or shown this once where no mail is set up',
    body: InviteColleague,
    answer: InvitedColleague,
    status: 201,
    hasSecrets: true,
    callsPerMinute: 30,
    handle: (context, { body }) => inviteColleague(context, body, { isMailed, makeToken: library.makeInvitationToken }),
  }),
  endpoint({
    ...shared,
    method: 'PATCH',
    path: '/portal/people/:id',
    summary: 'Say what a colleague takes care of',
    params: Id,
    body: ChangeColleague,
    answer: ChangeColleague,
    handle: async (context, { params, body }) => {
      await changeColleague(context, params.id, body.portal_roles)
      library.recent.forget()
      return body
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/portal/people/:id',
    summary: 'Take the login in this organization from a colleague',
    params: Id,
    answer: null,
    status: 204,
    handle: async (context, { params }) => {
      await removeColleague(context, params.id)
      library.recent.forget()
    },
  }),
  endpoint({
    ...shared,
    method: 'DELETE',
    path: '/portal/people/invitations/:id',
    summary: "Take back a colleague's invitation",
    params: Id,
    answer: null,
    status: 204,
    handle: (context, { params }) => withdrawColleague(context, params.id),
  }),
]
