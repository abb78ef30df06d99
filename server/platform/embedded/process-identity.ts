/**
 * Tells a process from a later one that was given the same number.
 * Numbers are reused, certainly after a reboot; number and start time together are not.
 */
import { readFileSync } from 'node:fs'

export interface ProcessIdentity {
  pid: number
  /** Start time in the kernel's ticks; empty where the system does not tell, and then the number alone decides. */
  startedAt: string
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, startedAt: startTimeOf(pid) }
}

export function isAlive(identity: ProcessIdentity): boolean {
  if (!isPidInUse(identity.pid) || isZombie(identity.pid)) return false
  const startedAt = startTimeOf(identity.pid)
  return identity.startedAt === '' || startedAt === '' || startedAt === identity.startedAt
}

export function formatIdentity(identity: ProcessIdentity): string {
  return `${identity.pid} ${identity.startedAt}`.trim()
}

/** Undefined for a file that was cut off or is not ours. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const [pid, startedAt] = text.trim().split(' ')
  if (!pid || !/^\d+$/.test(pid)) return undefined
  return { pid: Number(pid), startedAt: startedAt ?? '' }
}

export function isPidInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The program's short name, or undefined where the system does not tell. */
export function programNameOf(pid: number): string | undefined {
  return readProcessFile(pid, 'comm')?.trim()
}

/** Dead, but its parent has not asked for the exit code yet; in a container the first process may never do. */
export function isZombie(pid: number): boolean {
  return statFieldsOf(pid)?.[0] === 'Z'
}

function startTimeOf(pid: number): string {
  return statFieldsOf(pid)?.[19] ?? ''
}

/** From the third field on: the second is the program's name in brackets and may itself hold blanks and brackets. */
function statFieldsOf(pid: number): string[] | undefined {
  const stat = readProcessFile(pid, 'stat')
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function readProcessFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return undefined
  }
}
