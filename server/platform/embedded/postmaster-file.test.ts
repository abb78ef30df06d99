import { expect, test } from 'vitest'
import { findNobody } from './operating-user.ts'
import { parsePostmaster } from './postmaster-file.ts'
import { formatPostgresConf } from './settings.ts'

test('reads who serves a folder, once PostgreSQL has written all of it', () => {
  const note = '4711\n/srv/data\n1700000000\n5433\n\n127.0.0.1\n  12 34\nready   \n'
  expect(parsePostmaster(note)).toEqual({ pid: 4711, dataDirectory: '/srv/data', port: 5433 })
  expect(parsePostmaster('4711\n/srv/data\n')).toBeUndefined()
  expect(parsePostmaster('')).toBeUndefined()
})

test('takes the number of nobody from the system, which differs between systems', () => {
  expect(findNobody('root:x:0:0::/:/bin/sh\nnobody:x:99:98::/:/sbin/nologin\n')).toEqual({ uid: 99, gid: 98 })
  expect(findNobody('root:x:0:0::/:/bin/sh\n')).toBeUndefined()
})

test('asks for less memory on a small machine', () => {
  const gigabyte = 1024 ** 3
  expect(formatPostgresConf({ port: 5433, fsync: 'on' }, 16 * gigabyte)).toContain("shared_buffers = '256MB'")
  expect(formatPostgresConf({ port: 5433, fsync: 'on' }, gigabyte)).toContain("shared_buffers = '128MB'")
  expect(formatPostgresConf({ port: 5433, fsync: 'on' }, gigabyte)).not.toContain('fsync')
  expect(formatPostgresConf({ port: 5433, fsync: 'off' }, gigabyte)).toContain("fsync = 'off'")
})
