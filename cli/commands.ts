/** The list of commands, and the choice among them. */

import { command as balance } from './balance.ts'
import type { Command } from './command.ts'
import { command as discover } from './discover.ts'
import { command as exportCommand } from './export.ts'
import { command as found } from './found.ts'
import { command as importCommand } from './import.ts'
import { command as jobs } from './jobs.ts'
import { command as judge } from './judge.ts'
import { command as ledger } from './ledger.ts'
import { command as needs } from './needs.ts'
import { command as promise } from './promise.ts'
import { command as risk } from './risk.ts'
import { command as simulate } from './simulate.ts'

export const COMMANDS: readonly Command[] = [
  found,
  importCommand,
  exportCommand,
  ledger,
  jobs,
  judge,
  discover,
  needs,
  promise,
  risk,
  balance,
  simulate,
]

const VERSION = '0.1.0'

const list = () => {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  return `sevenfold COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

sevenfold COMMAND --help tells more. Exit status: 0 done, 1 refused or failed, 2 wrong usage.`
}

/** Runs one command line. The exit status is its answer. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const [word, ...rest] = args
  if (word === undefined || word === '--help' || word === 'help') return say(list(), word === undefined ? 2 : 0)
  if (word === '--version') return say(VERSION, 0)
  if (word === '--json') return say(JSON.stringify(COMMANDS.map(({ name, summary }) => ({ name, summary }))), 0)
  const command = COMMANDS.find(({ name }) => name === word)
  if (command) return command.run(rest)
  process.stderr.write(`sevenfold: there is no command ${word}; sevenfold --help lists them\n`)
  return 2
}

function say(text: string, status: number): number {
  const stream = status === 0 ? process.stdout : process.stderr
  stream.write(`${text}\n`)
  return status
}
