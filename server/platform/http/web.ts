/** Serves the built web: hashed files are kept for a year, pages are asked for anew each time. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

export async function serveWeb(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    setHeaders(reply, path) {
      reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // A screen's address is known to the page, not to the server: whatever is no file is answered with the page.
  for (const [prefix, page] of [
    ['/portal', 'portal/index.html'],
    ['', 'console/index.html'],
  ] as const) {
    if (!existsSync(join(directory, page))) continue
    app.get(`${prefix}/`, { schema: { hide: true } }, (_, reply) => reply.sendFile(page))
    app.get(`${prefix}/*`, { schema: { hide: true } }, (_, reply) => reply.sendFile(page))
  }
}
