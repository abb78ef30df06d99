import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveWeb } from './web.ts'

let folder: string
const app = () => fastify({ logger: false })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenfold-web-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function build(): Promise<void> {
  for (const part of ['console', 'portal', 'assets']) await mkdir(join(folder, part))
  await writeFile(join(folder, 'console/index.html'), 'the console')
  await writeFile(join(folder, 'portal/index.html'), 'the portal')
  await writeFile(join(folder, 'assets/a-1.js'), 'script')
}

test('pages and files built after the server began to listen are served', async () => {
  const server = app()
  await serveWeb(server, folder)
  expect((await server.inject('/')).statusCode).toBe(404)
  await build()
  expect((await server.inject('/')).body).toBe('the console')
  expect((await server.inject('/orders/SO-1.5')).body).toBe('the console')
  expect((await server.inject('/portal/')).body).toBe('the portal')
  expect((await server.inject('/portal/orders/1')).body).toBe('the portal')
  const script = await server.inject('/assets/a-1.js')
  expect(script.body).toBe('script')
  expect(script.headers['cache-control']).toContain('immutable')
})

test('whoever can unpack gets the packed file that the build laid beside it', async () => {
  await build()
  await writeFile(join(folder, 'assets/a-1.js.gz'), 'packed')
  const server = app()
  await serveWeb(server, folder)
  const packed = await server.inject({ url: '/assets/a-1.js', headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(packed.body).toBe('packed')
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  expect(packed.headers['content-type']).toContain('javascript')
  expect(packed.headers['cache-control']).toContain('immutable')
  expect((await server.inject('/assets/a-1.js')).body).toBe('script')
  const page = await server.inject({ url: '/orders', headers: { 'accept-encoding': 'gzip' } })
  expect(page.body).toBe('the console')
})

test('nothing outside the folder is given away', async () => {
  await build()
  await writeFile(join(folder, '../sevenfold-secret.txt'), 'secret')
  const server = app()
  await serveWeb(server, join(folder))
  for (const path of [
    '/../sevenfold-secret.txt',
    '/%2e%2e/sevenfold-secret.txt',
    '/assets/..%2f..%2fsevenfold-secret.txt',
  ])
    expect((await server.inject(path)).body).not.toBe('secret')
  expect((await server.inject('/%2e%2e%2fsevenfold-secret.txt')).body).toBe('the console')
  await rm(join(folder, '../sevenfold-secret.txt'))
})
