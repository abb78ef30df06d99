/** Replaces the own password and ends the person's other sessions. */
import type { z } from 'zod'
import type { ChangePassword } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { ATTEMPTS_WAIT, forgiveAttempts, mayAttempt } from '../../platform/auth/attempts.store.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { findCredential, replacePassword } from '../../platform/auth/users.store.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { userIdOf } from './member.ts'

/** Refuses `not_allowed` for a wrong present password, and `too_many_requests` for guessing it. */
export async function changePassword(
  context: Context,
  library: SignInLibrary,
  { current, next }: z.output<typeof ChangePassword>,
  session: { token: string | null; address: string },
): Promise<void> {
  const userId = userIdOf(context.principal)
  // Guesses at an open desk are counted like guesses at the door.
  if (!(await mayAttempt(context, userId, session.address))) throw new Refusal('too_many_requests', ATTEMPTS_WAIT)
  const passwordHash = await library.hashPassword(next)
  await inTransaction(context, async (tx) => {
    const credential = await findCredential(tx, { userId })
    if (!credential || !(await library.isPassword(current, credential.password_hash)))
      throw new Refusal('not_allowed', { reason: 'wrong_password' })
    await replacePassword(tx, { userId, passwordHash, keptSession: session.token, now: context.clock.now() })
  })
  await forgiveAttempts(context, userId, session.address)
  library.recent.forget()
}
