/** What a customer's own administrator does: lets colleagues of the same customer in, says what they take care of, lets them go. */
import type { z } from 'zod'
import type { InviteColleague, PortalRole } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { changeRole } from './change-role.command.ts'
import { type InvitationSetting, inviteMember } from './invite-member.command.ts'
import { userIdOf } from './member.ts'
import { lockInvitation, lockMember, lockOwners } from './people.store.ts'
import { removeMember } from './remove-member.command.ts'
import { withdrawInvitation } from './withdraw-invitation.command.ts'

/** The customer whose people are meant. Staff have the members' own screen. */
export function ownCustomer({ principal }: Context): string {
  if (principal.customerId === null) throw new Refusal('not_allowed', { reason: 'no_customer' })
  return principal.customerId
}

type Wish = z.output<typeof InviteColleague>

export async function inviteColleague(context: Context, wish: Wish, setting: InvitationSetting) {
  const holding = { role: 'customer_contact', customer_id: ownCustomer(context) } as const
  const invited = await inviteMember(context, { ...wish, ...holding }, setting)
  return { ...invited, token: setting.isMailed ? null : invited.token }
}

export const changeColleague = (context: Context, userId: string, portalRoles: readonly PortalRole[]) =>
  asColleague(context, userId, (within) =>
    changeRole(within, userId, {
      role: 'customer_contact',
      customer_id: ownCustomer(context),
      portal_roles: portalRoles,
    }),
  )

export const removeColleague = (context: Context, userId: string) =>
  asColleague(context, userId, (within) => removeMember(within, userId))

export const withdrawColleague = (context: Context, invitationId: string) =>
  inTransaction(context, async (tx) => {
    const invited = await lockInvitation(tx, invitationId)
    if (invited?.customer_id !== ownCustomer(context)) throw new Refusal('not_found', { invitation_id: invitationId })
    return withdrawInvitation({ ...context, tx }, invitationId)
  })

/** Refuses `not_found` for whoever is no colleague, and oneself: nobody locks themselves out, or the last administrator. */
function asColleague<T>(context: Context, userId: string, act: (within: Context) => Promise<T>): Promise<T> {
  if (userIdOf(context.principal) === userId) throw new Refusal('not_allowed', { reason: 'own_person' })
  return inTransaction(context, async (tx) => {
    // In the order in which changing a role locks.
    await lockOwners(tx)
    const found = await lockMember(tx, userId)
    if (!found || found.is_removed || found.customer_id !== ownCustomer(context))
      throw new Refusal('not_found', { user_id: userId })
    return act({ ...context, tx })
  })
}
