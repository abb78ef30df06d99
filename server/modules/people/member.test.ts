import { expect, test } from 'vitest'
import { checkOwnerRemains, checkRole } from './member.ts'

test('a contact of a customer needs the customer, and nobody else may have one', () => {
  expect(() => checkRole('customer_contact', null)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  expect(() => checkRole('owner', 'NORD')).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  checkRole('customer_contact', 'NORD')
  checkRole('planner', null)
})

test('the last owner stays', () => {
  expect(() => checkOwnerRemains(['a'], 'a', false)).toThrowError(expect.objectContaining({ code: 'last_owner' }))
  checkOwnerRemains(['a', 'b'], 'a', false)
  checkOwnerRemains(['a'], 'b', false)
})
