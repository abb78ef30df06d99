/** The one customer of whoever asks in the portal. */
import { Refusal } from './refusals.ts'

/** Refuses `not_allowed`: only who belongs to a customer has anything of its own. */
export function ownCustomer({ principal }: { principal: { customerId: string | null } }): string {
  if (principal.customerId === null) throw new Refusal('not_allowed', { reason: 'no_customer' })
  return principal.customerId
}
