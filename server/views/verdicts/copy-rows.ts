/** Rows in and out by COPY in its text form: several times faster than result rows, and exact to the character. */

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Tx } from '../../platform/database/database.ts'

/** One row's columns; null is SQL's NULL. */
export type CopiedRow = (string | null)[]

/** Runs a COPY (SELECT …) TO STDOUT and returns its lines, without the line ends. The text must hold no input of users. */
export async function copyLines(tx: Tx, select: string): Promise<string[]> {
  const chunks: Buffer[] = []
  const stream = tx.client.query(copyTo(`COPY (${select}) TO STDOUT`))
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const lines = text.split('\n')
  lines.pop()
  return lines
}

export function splitLine(line: string): CopiedRow {
  const row = line.split('\t') as CopiedRow
  for (let i = 0; i < row.length; i++) {
    const field = row[i]!
    if (field === '\\N') row[i] = null
    else if (field.includes('\\')) row[i] = unescapeField(field)
  }
  return row
}

export async function copyRows(tx: Tx, select: string): Promise<CopiedRow[]> {
  return (await copyLines(tx, select)).map(splitLine)
}

/** Streams ready lines (or binary chunks) into a table; temporary ones only, as row-level security forbids the others. */
export async function copyInto(tx: Tx, target: string, chunks: Iterable<string | Buffer>): Promise<void> {
  await pipeline(Readable.from(chunks, { objectMode: false }), tx.client.query(copyFrom(`COPY ${target}`)))
}

export function escapeField(value: string): string {
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : value
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }
const unescapeField = (field: string) => field.replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter)
