/** Serves the built web: hashed files are kept for a year, pages are asked for anew each time. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Looks for each file when it is asked for: on a first start the build may end after the server has begun to listen. */
export async function serveWeb(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    serve: false,
    // The build lays the same bytes, packed, beside each large file.
    preCompressed: true,
    // Ours stands below; the library's own would overwrite it.
    cacheControl: false,
    setHeaders(reply, path) {
      reply.setHeader('vary', 'accept-encoding')
      reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // A screen's address is known to the page, not to the server: whatever is no file is answered with the page.
  for (const [prefix, page] of [
    ['/portal', 'portal/index.html'],
    ['', 'console/index.html'],
  ] as const) {
    app.get(`${prefix}/`, { schema: { hide: true } }, (_, reply) => reply.sendFile(page))
    app.get<{ Params: { '*': string } }>(`${prefix}/*`, { schema: { hide: true } }, async ({ params }, reply) => {
      if (prefix === '' && PROGRAMS.test(params['*'])) return reply.callNotFound()
      const path = join('/', prefix, params['*']).slice(1)
      return reply.sendFile((await isFile(join(directory, path))) ? path : page)
    })
  }
}

/** Addresses for programs and public links: what is not found there is no screen. */
const PROGRAMS = /^(api|mcp|t|s|f)(\/|$)/

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
