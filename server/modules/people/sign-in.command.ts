/** Opens a session for a person who gives the right password, and slows down whoever guesses. */
import type { z } from 'zod'
import type { SignIn } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { ATTEMPTS_WAIT, forgiveAttempts, mayAttempt } from '../../platform/auth/attempts.store.ts'
import type { SignInLibrary, Visitor } from '../../platform/auth/sign-in.ts'
import type { Runtime } from '../../platform/context.ts'

/**
 * Returns the session's cookies. Refuses `not_signed_in` without saying whether the address is known, and
 * `too_many_requests` after ten failures of one account from one address within a quarter of an hour.
 */
export async function signIn(
  runtime: Runtime,
  library: SignInLibrary,
  wish: z.output<typeof SignIn>,
  visitor: Visitor,
): Promise<string[]> {
  if (!(await mayAttempt(runtime, wish.email, visitor.address))) throw new Refusal('too_many_requests', ATTEMPTS_WAIT)
  const cookies = await library.signIn(wish.email, wish.password, visitor)
  if (!cookies) throw new Refusal('not_signed_in')
  await forgiveAttempts(runtime, wish.email, visitor.address)
  return cookies
}
