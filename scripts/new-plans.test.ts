import { expect, test } from 'vitest'
import { commandFiles, connectorFiles, decisionFiles, moduleFiles } from './new-plans.ts'

const paths = (plan: { files: object }) => Object.keys(plan.files)

test('a module gets a README, a door, an endpoint list and a contract', () => {
  expect(paths(moduleFiles('returns'))).toEqual([
    'server/modules/returns/README.md',
    'server/modules/returns/index.ts',
    'server/modules/returns/returns.api.ts',
    'contract/returns.ts',
  ])
})

test('a command gets a pure decision, its test and one transaction', () => {
  expect(paths(commandFiles('orders/hold-order'))).toEqual([
    'server/modules/orders/hold-order.ts',
    'server/modules/orders/hold-order.test.ts',
    'server/modules/orders/hold-order.command.ts',
  ])
})

test('a connector starts with its translation and a test', () => {
  expect(paths(connectorFiles('edi-x12'))).toContain('server/integrations/edi-x12/message.test.ts')
})

test('a decision takes the next number', () => {
  expect(paths(decisionFiles('Split hot balances!', ['0001-a.md', '0011-b.md']))).toEqual([
    'docs/decisions/0012-split-hot-balances.md',
  ])
})

test('a name of the wrong form is refused', () => {
  expect(() => moduleFiles('Return Center')).toThrow('module name')
  expect(() => commandFiles('hold-order')).toThrow('command')
})
