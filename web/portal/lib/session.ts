/** The session as the portal sees it: a customer's contact. */
import type { z } from 'zod'
import type { Session as Answer } from '../../../contract/people.ts'
import { useSession as useKnown, useSessionQuery as useQuery } from '../../ui/session.ts'

export { signIn, signOut, watchSession } from '../../ui/session.ts'
export type Session = z.infer<typeof Answer>

export const useSessionQuery = () => useQuery<Session>()
export const maySeePortal = ({ permissions }: Session) =>
  permissions.includes('portal.read') || permissions.includes('*')
export const useSession = () => useKnown<Session>()
/** Ordering belongs to a customer's contact; staff who look in may not. */
export const mayOrder = ({ permissions, customer_id }: Session) =>
  customer_id !== null && (permissions.includes('portal.order') || permissions.includes('*'))
