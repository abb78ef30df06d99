/** Turns what PostgreSQL's programs say into what the person at the keyboard can do about it. */
import { USE_YOUR_OWN } from './binaries.ts'

const EXPLANATIONS: [RegExp, string][] = [
  [/No space left on device|ENOSPC/i, 'The disk is full: free some space where the database lives and start again.'],
  [/could not (access|create|open|read).*Permission denied|EACCES/i, 'The database user may not enter its folder.'],
  [
    /EPERM|Operation not permitted/i,
    'This system does not let root start a program as another user; start as an ordinary user.',
  ],
  [
    /error while loading shared libraries|ENOENT|cannot execute|ENOEXEC|GLIBC_/i,
    `The embedded database does not run on this system. ${USE_YOUR_OWN}`,
  ],
  [
    /could not map anonymous shared memory|Cannot allocate memory/i,
    'There is too little free memory for the database.',
  ],
]

export function explainFailure(action: string, output: string): Error {
  const explanation = EXPLANATIONS.find(([pattern]) => pattern.test(output))?.[1] ?? USE_YOUR_OWN
  return new Error(`The embedded database could not ${action}. ${explanation}\n${tail(output)}`)
}

export function isPortTaken(output: string): boolean {
  return /could not bind|Address already in use|could not create any TCP\/IP sockets/i.test(output)
}

/** Backends of a killed server need a moment to notice that they are orphans. */
export function isOldServerLeaving(output: string): boolean {
  return /pre-existing shared memory block/i.test(output)
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n')
}
