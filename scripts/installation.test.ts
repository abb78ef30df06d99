import { expect, test } from 'vitest'
import { missingPackages, refuseOldNode } from './installation.mjs'

test('tells the owner of an old Node which one is needed', () => {
  expect(refuseOldNode('18.20.4')).toContain('needs Node 20.19 or newer; this is 18.20.4')
  expect(refuseOldNode('20.18.1')).toBeDefined()
  expect(refuseOldNode('20.19.0')).toBeUndefined()
  expect(refuseOldNode('24.1.0')).toBeUndefined()
})

test('installs again when a package is missing or has another version, not for packages of other systems', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  }
  expect(missingPackages(wanted, {})).toEqual(['node_modules/a'])
  expect(missingPackages(wanted, { 'node_modules/a': { version: '1.0.1' } })).toEqual(['node_modules/a'])
  expect(missingPackages(wanted, { 'node_modules/a': { version: '1.0.0' } })).toEqual([])
})
