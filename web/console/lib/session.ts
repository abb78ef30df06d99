/** The session as the console sees it, and what its holder may do. */
import type { z } from 'zod'
import type { Session as Answer } from '../../../contract/people.ts'
import * as session from '../../ui/session.ts'

export { signIn, signOut, watchSession } from '../../ui/session.ts'
export type Session = z.infer<typeof Answer>

export const useSessionQuery = () => session.useSessionQuery<Session>()
export const useSession = (): Session => session.useSession<Session>()

export const mayDo = (held: Session, permission: string | undefined): boolean =>
  !permission || held.permissions.includes(permission) || held.permissions.includes('*')
