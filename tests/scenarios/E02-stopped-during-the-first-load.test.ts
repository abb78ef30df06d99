/** Somebody starts the program for the first time, thinks better of it while the sample is loading, and starts again. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerProcess, startServerProcess } from '../fixtures/server-process.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess()
})
afterAll(() => server?.dispose())

const LOADING = 'loading the sample company'
const count = (text: string) => server.output().split(text).length - 1

async function untilSaid(text: string, times = 1): Promise<void> {
  while (count(text) < times) await pause(20)
}

test('a first load that is asked to stop ends in good order, and the next start loads it from the beginning', async () => {
  await untilSaid(LOADING)
  expect(await server.stop()).toBe(0)
  expect(count('is ready')).toBe(0)
  await server.start()
  await untilSaid('is ready')
  expect(count(LOADING)).toBe(2)
  expect(count('owner@sample.sevenfold.example')).toBe(1)
  expect(server.output()).not.toContain('could not')
  expect(await server.stop()).toBe(0)
}, 180_000)
