/** Runs one of PostgreSQL's programs to its end and hands back what it said. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { OperatingUser } from './operating-user.ts'

export interface Outcome {
  exitCode: number
  output: string
}

export interface Surroundings {
  user: OperatingUser | undefined
  /** Must be open to `user`: a program that cannot enter its working folder does not start. */
  workingDirectory: string
}

export async function runProgram(program: string, args: string[], { user, workingDirectory }: Surroundings) {
  const child = spawn(program, args, {
    cwd: workingDirectory,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...windowsEnvironment() },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  // `exit`, not `close`: a server started by the program may keep the pipes open for ever.
  const [exitCode] = await once(child, 'exit')
  return { exitCode: exitCode ?? 1, output } satisfies Outcome
}

function windowsEnvironment(): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}
}
