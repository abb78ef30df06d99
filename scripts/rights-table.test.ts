import { expect, test } from 'vitest'
import { rightsTable } from './rights-table.ts'

test('the table shows each permission with the roles that hold it', () => {
  const PERMISSIONS = { 'orders.read': 'See orders', 'orders.write': 'Place orders' }
  const ROLE_PERMISSIONS = { owner: ['*'], customer_contact: ['orders.read'] }
  expect(rightsTable({ PERMISSIONS, ROLE_PERMISSIONS })).toBe(`
| permission | allows | owner | customer contact |
| --- | --- | :-: | :-: |
| \`orders.read\` | See orders | yes | yes |
| \`orders.write\` | Place orders | yes |  |

`)
})
