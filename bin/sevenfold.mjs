#!/usr/bin/env node
/** The command line: the build when it is that of the sources, otherwise the sources themselves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFresh } from '../scripts/freshness.mjs'
import { checkout, ensureInstalled } from '../scripts/installation.mjs'

const built = join(checkout, 'dist/cli/main.mjs')
const source = join(checkout, 'cli/main.ts')

if (existsSync(built) && isFresh('server')) {
  await run(built)
} else {
  await ensureInstalled()
  const { register } = await import('tsx/esm/api')
  register()
  await run(source)
}

async function run(file) {
  process.argv[1] = file
  await import(pathToFileURL(file).href)
}
