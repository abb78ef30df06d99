/** `npm run build [-- server|web]`: the server into `dist/`, the web programs into `web/dist/`; both without a name. */
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build as bundle } from 'tsdown'
import { compressTree } from './compress.ts'
import { fingerprint, noteBuilt } from './freshness.mjs'
import { checkout } from './installation.mjs'

const ROOMS = ['server', 'engines', 'contract', 'cli']
const BUILDS: Record<string, () => Promise<void>> = { server: buildServer, web: buildWeb }

/**
 * One file out for each file in, at the same place below `dist/`, and what is not TypeScript copied beside it: an
 * address relative to `import.meta.url` then means the same in the sources and in the build.
 */
async function buildServer(): Promise<void> {
  await rm(join(checkout, 'dist'), { recursive: true, force: true })
  const files = (await Promise.all(ROOMS.map(listRoom))).flat()
  await bundle({
    config: false,
    cwd: checkout,
    root: checkout,
    entry: files.filter(isEntry),
    outDir: 'dist',
    unbundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    dts: false,
    clean: false,
    sourcemap: true,
    logLevel: 'warn',
    // How long each plug-in took is no warning to whoever starts the program on a slow machine.
    inputOptions: { checks: { pluginTimings: false } },
    deps: { skipNodeModulesBundle: true },
  })
  await Promise.all(files.filter(isAsset).map((file) => cp(join(checkout, file), join(checkout, 'dist', file))))
}

async function listRoom(room: string): Promise<string[]> {
  const found = await readdir(join(checkout, room), { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(checkout.length + 1))
}

/** Workers are loaded by address, so the bundler would not find them by itself. */
const isEntry = (file: string) => /^(server|cli)\/main\.ts$|\.worker\.ts$/.test(file)
const isAsset = (file: string) => !/\.(ts|tsx|md)$/.test(file) && !file.includes('/fixtures/')

async function buildWeb(): Promise<void> {
  const { build } = await import('vite')
  process.env.NODE_ENV = 'production'
  await build({ configFile: join(checkout, 'web/vite.config.ts'), logLevel: 'warn' })
  await compressTree(join(checkout, 'web/dist'))
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BUILDS)) {
  const build = BUILDS[name]
  if (!build) throw new Error(`There is no build called ${name}; there are ${Object.keys(BUILDS).join(' and ')}.`)
  const print = fingerprint(name)
  await build()
  noteBuilt(name, print)
}
