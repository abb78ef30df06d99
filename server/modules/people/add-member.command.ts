/** Adds a person to the organization, making the login where the address is new. */
import type { PortalRole, Role } from '../../../contract/people.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord } from '../../ledger/index.ts'
import type { SignInLibrary } from '../../platform/auth/sign-in.ts'
import { findCredential, insertUser } from '../../platform/auth/users.store.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { checkReach, checkRole, type Holding, member, sortedRoles } from './member.ts'
import { lockMember } from './people.store.ts'

export interface NewMember {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: Role
  readonly customerId?: string | null
  readonly portalRoles?: readonly PortalRole[] | null
}

/** Whether somebody signs in with that address already, in whatever organization. */
export const hasLogin = (context: Context, email: string): Promise<boolean> =>
  inTransaction(context, async (tx) => (await findCredential(tx, { email })) !== undefined)

/** For the program's own use: nobody is asked. A person with that address keeps name and password. Returns the user's id. */
export async function addMember(context: Context, library: SignInLibrary, person: NewMember): Promise<string> {
  const holding = {
    role: person.role,
    customer_id: person.customerId ?? null,
    portal_roles: person.portalRoles ?? null,
  }
  checkRole(holding)
  checkReach(context.principal, person.role)
  const passwordHash = await library.hashPassword(person.password)
  return inTransaction(context, async (tx) => {
    const known = await findCredential(tx, { email: person.email })
    const userId = known?.user_id ?? (await addUser(context, tx, { ...person, passwordHash }))
    await join(context, tx, userId, holding)
    return userId
  })
}

/** Refuses `already_exists` when the same address was added at the same moment. */
export async function addUser(
  context: Context,
  tx: Tx,
  person: { email: string; name: string; passwordHash: string; language?: string },
): Promise<string> {
  const id = context.ids.uuid()
  if (!(await insertUser(tx, { ...person, id }, context.clock.now()))) throw new Refusal('already_exists')
  return id
}

/** Makes a user a member, again where there was a membership before. Refuses `already_exists` for a present member. */
export async function join(context: Context, tx: Tx, userId: string, holding: Required<Holding>): Promise<void> {
  if (holding.customer_id) await requireCustomer(tx, holding.customer_id)
  const before = await lockMember(tx, userId)
  if (before && !before.is_removed) throw new Refusal('already_exists', { user_id: userId })
  const state = { ...holding, portal_roles: sortedRoles(holding.portal_roles), is_removed: false }
  if (before) await changeRecord(context, tx, member, userId, () => state, { event: member.created })
  else await createRecord(context, tx, member, { user_id: userId, ...state })
}
