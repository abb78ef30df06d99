/** What every command offers, and how it ends: 0 done, 1 refused or failed, 2 wrong usage. */
import { parseArgs } from 'node:util'
import { Refusal } from '../contract/refusals.ts'

export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Gets the arguments after the command's name and gives the exit status. */
  run(args: readonly string[]): number | Promise<number>
}

/** The caller asked for something that does not exist; the message says what would. */
export class WrongUsage extends Error {}

type Kinds = Readonly<Record<string, 'string' | 'boolean'>>
type Values<K extends Kinds> = { readonly [Name in keyof K]?: K[Name] extends 'string' ? string : boolean }
type Common = { readonly json?: boolean; readonly help?: boolean }

export interface Arguments<K extends Kinds> {
  readonly options: Values<K> & Common
  readonly words: readonly string[]
}

/** A command whose errors become one line on standard error and the right exit status. */
export function defineCommand<K extends Kinds>(
  definition: Omit<Command, 'run'> & { readonly options: K; work(given: Arguments<K>): Promise<number> },
): Command {
  const { name, summary, usage, options, work } = definition
  return {
    name,
    summary,
    usage,
    async run(args) {
      try {
        const given = readArguments(args, options)
        if (!given.options.help) return await work(given)
        process.stdout.write(`${usage}\n`)
        return 0
      } catch (error) {
        process.stderr.write(`sevenfold ${name}: ${sayError(error)}\n`)
        return error instanceof WrongUsage ? 2 : 1
      }
    },
  }
}

function readArguments<K extends Kinds>(args: readonly string[], kinds: K): Arguments<K> {
  const all = { ...kinds, json: 'boolean', help: 'boolean' } as const
  const options = Object.fromEntries(Object.entries(all).map(([name, type]) => [name, { type }]))
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    return { options: values as Arguments<K>['options'], words: positionals }
  } catch (error) {
    throw new WrongUsage((error as Error).message.split('\n')[0])
  }
}

const FIELDS_STAND_IN = 'the fields of each kind stand in docs/reference/import-fields.md'

const LINE_MAX = 500

/** One line: what is wrong, and where a refusal says more, its details. What a file brings may be as long as the file. */
export function sayError(error: unknown): string {
  const line = sayAll(error)
  return line.length > LINE_MAX ? `${line.slice(0, LINE_MAX)}…` : line
}

function sayAll(error: unknown): string {
  if (error instanceof Refusal) {
    const details = Object.entries(error.details).map(([name, value]) => `${name}: ${sayValue(value)}`)
    const advice = error.details.reason === 'unknown_field' ? `; ${FIELDS_STAND_IN}` : ''
    return `refused (${error.code})${details.length ? ` — ${details.join('; ')}` : ''}${advice}`
  }
  const { message, code } = error as NodeJS.ErrnoException
  if (code === 'EISDIR') return 'that is a folder, not a file'
  if (code === 'ECONNREFUSED') return 'the database does not answer; check DATABASE_URL'
  return (message || String(error)).split('\n')[0]!
}

const sayValue = (value: unknown) =>
  Array.isArray(value)
    ? value.map(String).join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

export const print = (line: string) => process.stdout.write(`${line}\n`)

export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw new WrongUsage(`${name} must be one of ${allowed.join(', ')}`)
  return found
}
