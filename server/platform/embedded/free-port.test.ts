import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { choosePort } from './free-port.ts'

const rival = createServer()
afterEach(() => rival.close())

test('keeps the remembered port while it is free', async () => {
  const port = await choosePort(undefined)
  expect(await choosePort(port)).toBe(port)
})

test('takes another port when somebody else has the remembered one', async () => {
  const taken = await choosePort(undefined)
  await new Promise<void>((resolve) => rival.listen(taken, '127.0.0.1', resolve))
  expect(await choosePort(taken)).not.toBe(taken)
})
