/** Logs that would keep the server from answering, or end it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookInThread } from './in-thread.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenfold-look-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const LIMITS = { heapMegabytes: 128, milliseconds: 60_000, threads: 2 }
const look = async (content: string | Buffer, limits = LIMITS) => {
  const path = join(folder, `log-${Math.random()}`)
  await writeFile(path, content)
  const given = { path, lifecycle: 'as_is' as const, seenThrough: undefined }
  return lookInThread({ ...given, limits: { now: Date.parse('2026-07-01'), bytesMax: 100 * 2 ** 20 } }, limits)
}
const rows = (count: number) =>
  `case,activity,timestamp\n${Array.from({ length: count }, (_, at) => `${at % 900},A${at % 7},2026-01-01T08:00:00Z\n`).join('')}`

test('members of every object are activities like others', async () => {
  const log =
    'case,activity,timestamp\n__proto__,constructor,2026-01-01T08:00:00Z\n__proto__,__proto__,2026-01-01T09:00:00Z\n'
  expect(await look(log)).toMatchObject({
    cases: 1,
    events: 2,
    arcs: [{ from: 'constructor', to: '__proto__', count: 1 }],
  })
})

test('a log that takes too long, or more memory than it may, is refused and the server goes on', async () => {
  await expect(look(rows(300_000), { ...LIMITS, milliseconds: 20 })).rejects.toMatchObject({
    ...{ code: 'too_large', details: { reason: 'too_much_time' } },
  })
  const bomb = gzipSync(`{"events": [${'[],'.repeat(20_000_000)}[]]}`)
  await expect(look(bomb)).rejects.toMatchObject({ code: 'too_large' })
}, 120_000)

test('a third log waits for its turn', async () => {
  const [first, second] = [look(rows(50_000)), look(rows(50_000))]
  await new Promise((resolve) => setTimeout(resolve, 50))
  await expect(look(rows(1))).rejects.toMatchObject({ code: 'too_many_requests' })
  await Promise.all([first, second])
  await expect(look(rows(3))).resolves.toMatchObject({ events: 3 })
}, 60_000)
