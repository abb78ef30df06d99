import type { Role } from '../../../../contract/people.ts'

/** The roles of the company's own people; a customer's contact comes in by an invitation that names the customer. */
export const STAFF_ROLES: readonly Role[] = [
  'owner',
  'manager',
  'coordinator',
  'planner',
  'warehouse',
  'driver',
  'finance',
]
