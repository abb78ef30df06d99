import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { discardDatabase, type EmbeddedDatabase, startEmbeddedDatabase } from './index.ts'

let folder: string
let state: string
const opened: EmbeddedDatabase[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenfold-embedded-'))
  await chmod(folder, 0o711)
  state = join(folder, 'state')
})

afterEach(async () => {
  for (const database of opened.splice(0)) await database.stop()
  await discardDatabase(state)
  await rm(folder, { recursive: true, force: true })
})

async function start(fsync: 'on' | 'off' = 'off'): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ stateDirectory: state, fsync })
  opened.push(database)
  return database
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const postmasterPid = async (database: EmbeddedDatabase) =>
  Number((await readFile(join(database.home, 'data/postmaster.pid'), 'utf8')).split('\n')[0])

/** Another program that uses the same database, ends without a word and tells its address first. */
async function startElsewhereAndDie(): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./fixtures/die-holding.ts', import.meta.url)), state],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  return said.trim()
}

test('makes a database on first start and finds it again on the next', async () => {
  const first = await start('on')
  expect([first.isFresh, first.isStartedHere]).toEqual([true, true])
  await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS days')
  await first.synced
  await first.stop()
  await expect(ask(first.adminUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start('on')
  expect([second.isFresh, second.isStartedHere]).toEqual([false, true])
  expect(second.adminUrl).toBe(first.adminUrl)
  expect(await ask(second.adminUrl, 'SELECT days FROM kept')).toBe(7)
})

test('syncs to disk unless told otherwise, and knows upper and lower case in every script', async () => {
  const { adminUrl, home } = await start('on')
  expect(await ask(adminUrl, 'SHOW fsync')).toBe('on')
  expect(await ask(adminUrl, 'SHOW server_encoding')).toBe('UTF8')
  expect(await ask(adminUrl, "SELECT lower('ЗАКАЗ') || lower('ՊԱՏՎԵՐ')")).toBe('заказպատվեր')
  expect((await stat(join(home, 'password'))).mode & 0o777).toBe(0o600)
})

test('refuses a wrong password, and listens on loopback only', async () => {
  const { adminUrl } = await start()
  const wrong = new URL(adminUrl)
  wrong.password = 'guess'
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  expect(await ask(adminUrl, 'SHOW listen_addresses')).toBe('127.0.0.1')
  expect(await ask(adminUrl, 'SHOW unix_socket_directories')).toBe('')
})

test('joins the server that a killed program left running', async () => {
  const left = await startElsewhereAndDie()
  const joined = await start()
  expect([joined.isFresh, joined.isStartedHere]).toEqual([false, false])
  expect(joined.adminUrl).toBe(left)
  expect(await ask(joined.adminUrl, 'SELECT 1')).toBe(1)
})

test('starts again after the server itself was killed', async () => {
  const first = await start('on')
  await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS days')
  process.kill(await postmasterPid(first), 'SIGKILL')
  const second = await start('on')
  expect(second.isStartedHere).toBe(true)
  expect(await ask(second.adminUrl, 'SELECT days FROM kept')).toBe(7)
})

test('starts although its note names a process that is now something else', async () => {
  const first = await start()
  const note = join(first.home, 'data/postmaster.pid')
  await copyFile(note, join(folder, 'note'))
  await first.stop()
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  try {
    const stale = (await readFile(join(folder, 'note'), 'utf8')).replace(/^\d+/, String(stranger.pid))
    await writeFile(note, stale)
    expect((await start()).isStartedHere).toBe(true)
  } finally {
    stranger.kill('SIGKILL')
  }
})

test('ends up with one server when several starts happen at once, and stops it with the last', async () => {
  const databases = await Promise.all([start(), start(), start()])
  expect(new Set(databases.map((database) => database.adminUrl)).size).toBe(1)
  expect(databases.filter((database) => database.isStartedHere)).toHaveLength(1)
  await databases[0]?.stop()
  await databases[1]?.stop()
  expect(await ask(databases[2]?.adminUrl ?? '', 'SELECT 1')).toBe(1)
  await databases[2]?.stop()
  await expect(ask(databases[2]?.adminUrl ?? '', 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
})

test('moves to another port when its own is taken', async () => {
  const first = await start()
  const port = Number(new URL(first.adminUrl).port)
  await first.stop()
  const rival = createServer().listen(port, '127.0.0.1')
  await once(rival, 'listening')
  try {
    const second = await start()
    expect(Number(new URL(second.adminUrl).port)).not.toBe(port)
    expect(await ask(second.adminUrl, 'SELECT 1')).toBe(1)
  } finally {
    rival.close()
  }
})

test('never takes a database without syncing for a durable one', async () => {
  await start('off')
  await expect(start('on')).rejects.toThrow('runs without syncing to disk')
})

test('refuses data of another PostgreSQL version and says what to do', async () => {
  const { home, stop } = await start()
  await stop()
  await writeFile(join(home, 'data/PG_VERSION'), '15\n')
  await expect(start()).rejects.toThrow('made by PostgreSQL 15')
})

test.runIf(process.getuid?.() === 0)('lives outside a private folder when root lends it another user', async () => {
  await chmod(folder, 0o700)
  const first = await start()
  expect(first.home).toMatch(/^\/var\/lib\/sevenfold-[0-9a-f]{12}$/)
  expect(await ask(first.adminUrl, 'SELECT 1')).toBe(1)
  expect((await readFile(join(state, 'database-location'), 'utf8')).trim()).toBe(first.home)
})

test.runIf(process.getuid?.() === 0)('gives a copied state directory a database of its own', async () => {
  await chmod(folder, 0o700)
  const original = await start()
  const copy = join(folder, 'copy')
  await mkdir(copy)
  await copyFile(join(state, 'database-location'), join(copy, 'database-location'))
  const other = await startEmbeddedDatabase({ stateDirectory: copy, fsync: 'off' })
  expect(other.home).not.toBe(original.home)
  await other.stop()
  await discardDatabase(copy)
})
