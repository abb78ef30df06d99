/** Who may agree to what gets lower, and who asks. */
import { ROLE_PERMISSIONS, ROLES } from '../../../contract/people.ts'
import type { Context } from '../../platform/context.ts'

export const APPROVING = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('standards.write'))

/** Null: a program asks. */
export const userOf = ({ principal }: Context) =>
  principal.actor.startsWith('user:') ? principal.actor.slice('user:'.length) : null
