import { expect, test } from 'vitest'
import { IMPORT_KINDS } from '../../../contract/imports.ts'
import { PERMISSIONS, ROLE_PERMISSIONS, type Role } from '../../../contract/people.ts'
import type { Context } from '../../platform/context.ts'
import { checkMayBring, checkMaySee, KIND_RIGHTS } from './kind-rights.ts'

const as = (role: Role) =>
  ({ principal: { permissions: new Set<string>(ROLE_PERMISSIONS[role]) } }) as unknown as Context
const outcome = (check: () => void) => {
  try {
    check()
    return 'allowed'
  } catch (error) {
    return (error as { details: { permission: string } }).details.permission
  }
}

test('every kind of file says who may bring it in and take it out, by rights there are', () => {
  expect(Object.keys(KIND_RIGHTS).sort()).toEqual(IMPORT_KINDS.map(({ kind }) => kind).sort())
  for (const { seen, brought } of Object.values(KIND_RIGHTS))
    for (const permission of [...seen, ...brought]) expect(PERMISSIONS).toHaveProperty([permission])
})

test('a coordinator brings in what happened, and changes neither prices nor standards by a file', () => {
  for (const kind of ['history', 'orders', 'invoices', 'customers', 'stock', 'requirements'])
    expect([kind, outcome(() => checkMayBring(as('coordinator'), kind))]).toEqual([kind, 'allowed'])
  for (const kind of ['prices', 'agreements', 'charges', 'tax_rates', 'competitor_prices'])
    expect(outcome(() => checkMayBring(as('coordinator'), kind))).toBe('prices.write')
  for (const kind of ['segments', 'standards', 'service_packages', 'allocation_policies'])
    expect(outcome(() => checkMayBring(as('coordinator'), kind))).toBe('standards.write')
})

test('a planner, who sees no prices, takes none out', () => {
  for (const kind of ['prices', 'agreements', 'competitor_prices'])
    expect(outcome(() => checkMaySee(as('planner'), kind))).toBe('prices.read')
  expect(outcome(() => checkMaySee(as('planner'), 'orders'))).toBe('allowed')
  expect(outcome(() => checkMaySee(as('finance'), 'prices'))).toBe('allowed')
})
