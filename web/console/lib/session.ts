/** Who is signed in, in which organization, and what they may do. */
import { useQuery } from '@tanstack/react-query'
import { call, Problem } from '../../ui/http.ts'
import { queries } from '../../ui/provider.tsx'

export type Session = {
  user: { id: string; name: string; email: string }
  organization: { id: string; name: string }
  role: string
  permissions: readonly string[]
}

const KEY = ['session']

async function findSession(): Promise<Session | null> {
  try {
    return await call<Session>('/api/v1/session')
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_signed_in') return null
    throw error
  }
}

export const useSessionQuery = () => useQuery({ queryKey: KEY, queryFn: findSession, staleTime: 60_000 })

/** The session of a screen inside the frame, where someone is always signed in. */
export function useSession(): Session {
  const { data } = useSessionQuery()
  if (!data) throw new Problem(401, 'not_signed_in')
  return data
}

export const mayDo = (session: Session, permission: string | undefined): boolean =>
  !permission || session.permissions.includes(permission) || session.permissions.includes('*')

export async function signIn(email: string, password: string): Promise<void> {
  try {
    await call('/api/v1/session', { method: 'POST', body: { email, password } })
  } catch (error) {
    // The server does not say which of the two was wrong; here the words can at least be about signing in.
    if (error instanceof Problem && error.code === 'not_signed_in') throw new Problem(401, 'wrong_password')
    throw error
  }
  queries.clear()
  await queries.invalidateQueries({ queryKey: KEY })
}

/** Nothing of one person's screens may be left for the next at the same desk. */
export async function signOut(): Promise<void> {
  await call('/api/v1/session', { method: 'DELETE' })
  queries.clear()
  queries.setQueryData(KEY, null)
}

/** Any refusal for want of a session brings the sign-in screen; the address stays, so the reader comes back to it. */
export function watchSession(): () => void {
  return queries.getQueryCache().subscribe((event) => {
    const error = event.query.state.error
    if (error instanceof Problem && error.code === 'not_signed_in' && event.query.queryKey[0] !== KEY[0])
      queries.setQueryData(KEY, null)
  })
}
