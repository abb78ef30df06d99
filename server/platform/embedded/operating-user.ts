/** PostgreSQL refuses to run as root, so root lends it the unprivileged user `nobody`; anybody else runs it as themselves. */
import { readFileSync, statSync } from 'node:fs'
import { chown, lstat, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface OperatingUser {
  uid: number
  gid: number
}

/** The user PostgreSQL must run as, or undefined when it may run as the caller. */
export function postgresUser(): OperatingUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return findNobody(readPasswd()) ?? { uid: 65534, gid: 65534 }
}

/** `initdb` refuses a uid that has no line in the user list, hence no invented number when the list says otherwise. */
export function findNobody(passwd: string): OperatingUser | undefined {
  const fields = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':')
  if (!fields?.[2] || !fields[3]) return undefined
  return { uid: Number(fields[2]), gid: Number(fields[3]) }
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

/** True when every folder from the root down to `path` lets strangers pass; missing folders at the end do not count. */
export function isTraversableByStrangers(path: string): boolean {
  const parent = dirname(path)
  const mode = modeOf(path)
  const isOpen = mode === undefined || (mode & 0o001) !== 0
  return isOpen && (parent === path || isTraversableByStrangers(parent))
}

function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode
  } catch {
    return undefined
  }
}

export async function giveTo(user: OperatingUser | undefined, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
}

export async function giveTreeTo(user: OperatingUser | undefined, path: string): Promise<void> {
  if (!user) return
  const isFolder = (await lstat(path)).isDirectory()
  if (isFolder) for (const name of await readdir(path)) await giveTreeTo(user, join(path, name))
  if (!(await lstat(path)).isSymbolicLink()) await chown(path, user.uid, user.gid)
}
