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
export type PortalRight =
  | 'portal.order'
  | 'portal.receive'
  | 'portal.claim'
  | 'portal.quality'
  | 'portal.prices'
  | 'portal.billing'
  | 'portal.people'

/** All of it belongs to a customer's contact; staff who look in see orders and nothing else. */
export const may = ({ permissions, customer_id }: Session, right: PortalRight) =>
  customer_id !== null && (permissions.includes(right) || permissions.includes('*'))
export const mayOrder = (session: Session) => may(session, 'portal.order')
