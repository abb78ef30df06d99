/** `sevenfold balance`: which level of service gives more than it costs, without a database. */
import { readFileSync } from 'node:fs'
import { BalanceProblem } from '../contract/balance.ts'
import { balance, faultsOf } from '../engines/service-levels/index.ts'
import { openIntegerSolver } from '../server/balance-door.ts'
import { printBalance } from './balancing/print.ts'
import { defineCommand, WrongUsage } from './command.ts'

const USAGE = `sevenfold balance FILE [--quick] [--draws N] [--seed S] [--json]

Weighs the levels of service of a file (JSON), without a database: which level of each element of each segment brings more
than it costs, within a budget and shared capacities, never below a floor; how sure that is, and which inputs decide it.
examples/balance/wholesaler.json shows the form.
  --quick    leave out what one more bit of budget buys and which inputs decide
  --draws N  draws for the risk, 100 to 100000 (default: 1000)
  --seed S   another run of chance (default: 1)
  --json     print the whole answer as JSON`

export const command = defineCommand({
  name: 'balance',
  summary: 'Weigh levels of service against cost, without a database.',
  usage: USAGE,
  options: { quick: 'boolean', draws: 'string', seed: 'string' },
  async work({ options, words }) {
    const [file, ...others] = words
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    const draws = wholeNumber('--draws', options.draws, { least: 100, most: 100_000 })
    const seed = wholeNumber('--seed', options.seed, { least: 0, most: 2 ** 31 })
    const problem = readProblem(file)
    const answer = balance(problem, { solver: await openIntegerSolver(), isQuick: options.quick, draws, seed })
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : printBalance(answer))
    return answer.state === 'found' ? 0 : 1
  },
})

function readProblem(file: string): BalanceProblem {
  const parsed = BalanceProblem.safeParse(jsonOf(file))
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new Error(`${file}: ${path.join('.') || 'the file'}: ${message}`)
  }
  const [fault] = faultsOf(parsed.data)
  if (fault) throw new Error(`${file}: ${fault.field}: ${fault.reason.replaceAll('_', ' ')}`)
  return parsed.data
}

function jsonOf(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON`)
  }
}

function wholeNumber(name: string, text: string | undefined, { least, most }: { least: number; most: number }) {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new WrongUsage(`${name} must be a whole number from ${least} to ${most}`)
  }
  return value
}
