/** The session as the portal sees it: a customer's contact. */
import type { z } from 'zod'
import type { Session as Answer } from '../../../contract/people.ts'
import { useSessionQuery as useQuery } from '../../ui/session.ts'

export { signIn, signOut, watchSession } from '../../ui/session.ts'
export type Session = z.infer<typeof Answer>

export const useSessionQuery = () => useQuery<Session>()
export const maySeePortal = ({ permissions }: Session) =>
  permissions.includes('portal.read') || permissions.includes('*')
