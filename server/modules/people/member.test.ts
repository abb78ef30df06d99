import { describe, expect, test } from 'vitest'
import { ROLE_PERMISSIONS, type Role } from '../../../contract/people.ts'
import { checkKeyReach, checkOwnerRemains, checkReach, checkRole, isOpen, userIdOf } from './member.ts'

const refused = (code: string) => expect.objectContaining({ code })
const asker = (role: Role) => ({ role, permissions: new Set<string>(ROLE_PERMISSIONS[role]) })

describe('roles', () => {
  test('a contact of a customer needs the customer, and nobody else may have one', () => {
    expect(() => checkRole({ role: 'customer_contact' })).toThrowError(refused('invalid_input'))
    expect(() => checkRole({ role: 'owner', customer_id: 'NORD' })).toThrowError(refused('invalid_input'))
    checkRole({ role: 'customer_contact', customer_id: 'NORD' })
    checkRole({ role: 'planner', customer_id: null })
  })

  test('a manager makes managers but no owner', () => {
    checkReach(asker('manager'), 'manager')
    checkReach(asker('manager'), 'customer_contact')
    expect(() => checkReach(asker('manager'), 'owner')).toThrowError(refused('not_allowed'))
  })

  test('an owner makes anybody, and so does the program when it founds an organization', () => {
    for (const role of Object.keys(ROLE_PERMISSIONS) as Role[]) {
      checkReach(asker('owner'), role)
      checkReach({ role: 'system', permissions: new Set() }, role)
    }
  })

  test("a customer's contact sees the portal and nothing else", () => {
    expect(ROLE_PERMISSIONS.customer_contact.every((permission) => permission.startsWith('portal.'))).toBe(true)
  })

  test('the last owner stays', () => {
    expect(() => checkOwnerRemains(['a'], 'a', false)).toThrowError(refused('last_owner'))
    checkOwnerRemains(['a'], 'a', true)
    checkOwnerRemains(['a', 'b'], 'a', false)
    checkOwnerRemains(['a'], 'b', false)
  })
})

test('a key holds no more than its maker', () => {
  checkKeyReach(asker('coordinator'), ['orders.read', 'orders.write'])
  expect(() => checkKeyReach(asker('coordinator'), ['orders.read', 'billing.write'])).toThrowError(
    refused('not_allowed'),
  )
})

test('an invitation is open until accepted, withdrawn or expired', () => {
  const now = new Date('2026-03-16T09:00:00Z')
  const open = { expires_at: new Date('2026-03-17T09:00:00Z'), accepted_at: null, withdrawn_at: null }
  expect(isOpen(open, now)).toBe(true)
  expect(isOpen({ ...open, expires_at: now }, now)).toBe(false)
  expect(isOpen({ ...open, accepted_at: now }, now)).toBe(false)
  expect(isOpen({ ...open, withdrawn_at: now }, now)).toBe(false)
})

test('only a person has preferences and a password', () => {
  expect(userIdOf({ actor: 'user:42' })).toBe('42')
  expect(() => userIdOf({ actor: 'key:42' })).toThrowError(refused('not_allowed'))
})
