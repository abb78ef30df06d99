/** Tells whether a build is still that of its sources, by the path, size and time of each: a look, not a read. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from './installation.mjs'

const BUILDS = {
  server: {
    sources: ['server', 'cli', 'contract', 'engines', 'package-lock.json', 'scripts/build.ts'],
    output: 'dist/server',
    note: 'dist/.sources',
  },
  web: {
    sources: ['web', 'contract', 'engines', 'package-lock.json', 'scripts/build.ts'],
    output: 'web/dist/.vite',
    note: 'web/dist/.sources',
  },
}

export function isFresh(name) {
  const { note, output } = BUILDS[name]
  const path = join(checkout, note)
  if (!existsSync(path) || !existsSync(join(checkout, output))) return false
  return readFileSync(path, 'utf8') === fingerprint(name)
}

/** Taken before the build and noted after it: what is saved in between makes the build stale, as it should. */
export function fingerprint(name) {
  const hash = createHash('sha256')
  for (const source of BUILDS[name].sources) addTo(hash, source)
  return hash.digest('hex')
}

export function noteBuilt(name, print) {
  const path = join(checkout, BUILDS[name].note)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, print)
}

function addTo(hash, source) {
  const path = join(checkout, source)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return
  if (!stats.isDirectory()) {
    hash.update(`${source} ${stats.size} ${stats.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(path).sort()) {
    if (name !== 'dist' && !name.includes('.test.')) addTo(hash, `${source}/${name}`)
  }
}
