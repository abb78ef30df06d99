/** Who is signed in: asked once, kept, forgotten on sign-out. The shape of the answer is the program's. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { call, Problem } from './http.ts'
import { queries } from './provider.tsx'

const KEY = ['session']
const PATH = '/api/v1/session'

async function findSession<T>(): Promise<T | null> {
  try {
    return await call<T>(PATH)
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_signed_in') return null
    throw error
  }
}

export const useSessionQuery = <T>(): UseQueryResult<T | null> =>
  useQuery({ queryKey: KEY, queryFn: () => findSession<T>(), staleTime: 60_000 })

/** The session of a screen inside the frame, where someone is always signed in. */
export function useSession<T>(): T {
  const { data } = useSessionQuery<T>()
  if (!data) throw new Problem(401, 'not_signed_in')
  return data
}

export async function signIn(email: string, password: string): Promise<void> {
  try {
    await call(PATH, { method: 'POST', body: { email, password } })
  } catch (error) {
    // The server does not say which of the two was wrong; here the words can at least be about signing in.
    if (error instanceof Problem && error.code === 'not_signed_in') throw new Problem(401, 'wrong_password')
    throw error
  }
  await reloadSession()
}

export async function reloadSession(): Promise<void> {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] })
  await queries.invalidateQueries({ queryKey: KEY })
}

/** Nothing of one person's screens may be left for the next at the same desk. */
export async function signOut(): Promise<void> {
  await call(PATH, { method: 'DELETE' })
  queries.clear()
  queries.setQueryData(KEY, null)
}

/** Any refusal for want of a session brings the sign-in screen; the address stays, so the reader comes back to it. */
export function watchSession(): () => void {
  return queries.getQueryCache().subscribe((event) => {
    const { error } = event.query.state
    if (error instanceof Problem && error.code === 'not_signed_in' && event.query.queryKey[0] !== KEY[0])
      queries.setQueryData(KEY, null)
  })
}
