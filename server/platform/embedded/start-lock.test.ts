import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withStartLock } from './start-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenfold-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('lets one in at a time and leaves nothing behind', async () => {
  let inside = 0
  let mostInside = 0
  const enter = async () => {
    inside++
    mostInside = Math.max(mostInside, inside)
    await nextTurn()
    inside--
  }
  await Promise.all(Array.from({ length: 8 }, () => withStartLock(join(folder, 'lock'), enter)))
  expect(mostInside).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('takes over from an owner that died, or whose number now belongs to another process', async () => {
  const path = join(folder, 'lock')
  // Process 1 lives, but it did not start at tick 1 of some other boot.
  for (const dead of ['999999999', '1 1', '']) {
    await writeFile(path, dead)
    expect(await withStartLock(path, async () => 'entered')).toBe('entered')
  }
})

test('opens again after the work inside failed', async () => {
  const path = join(folder, 'lock')
  const fail = () => withStartLock(path, () => Promise.reject(new Error('no')))
  await expect(fail()).rejects.toThrow('no')
  await expect(fail()).rejects.toThrow('no')
})
