/** Runs a TypeScript file as if node could: `node scripts/run-ts.mjs FILE [arguments]`. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [file, ...rest] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node scripts/run-ts.mjs FILE [arguments]')
  process.exit(2)
}
if (!existsSync(file)) {
  console.error(`There is no file ${file}.`)
  process.exit(2)
}
const { ensureInstalled } = await import('./installation.mjs')
await ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
// The program sees the arguments it would see if node had started it.
process.argv = [process.argv[0], resolve(file), ...rest]
await import(pathToFileURL(resolve(file)).href)
