/**
 * Writes the fields of every import kind, and the reasons why rows are refused, into docs/reference/import-fields.md;
 * `--check` only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FieldType, IMPORT_KINDS, type ImportField, type ImportKind, REJECT_CODES } from '../contract/imports.ts'
import { REJECT_WORDS } from '../contract/reject-words.ts'

const DOCUMENT = fileURLToPath(new URL('../docs/reference/import-fields.md', import.meta.url))
const REGION = /(<!-- fields:begin -->\n)[\s\S]*(<!-- fields:end -->)/

const HOLDS: Readonly<Record<FieldType, string>> = {
  code: 'code, at most 64 characters',
  text: 'text',
  quantity: 'number, at most 3 decimals, in base units',
  price: 'number, at most 6 decimals',
  money: "amount with the currency's decimals",
  number: 'number',
  integer: 'whole number',
  date: 'day',
  time: 'day and time',
  day_or_time: 'day, or day and time',
  enum: 'one of',
  unit: 'unit of UN/ECE Rec 20, such as C62 or KGM',
  currency: 'currency of ISO 4217, such as EUR',
  country: 'country of ISO 3166, such as RO',
  language: 'language, such as ro or zh-TW',
  zone: 'time zone, such as Europe/Chisinau',
  boolean: 'yes or no',
  email: 'e-mail address',
  phone: 'telephone number',
  openings: 'weekly hours, such as Mo-Fr 08:00-16:00; Sa 09:00-12:00',
  clock: 'time of day, such as 14:30',
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |\n`

export function holds(field: ImportField): string {
  const bounds = [
    field.least === undefined ? '' : `from ${field.least}`,
    field.most === undefined ? '' : `to ${field.most}`,
    field.positive ? 'above zero' : '',
  ].filter(Boolean)
  const values = field.values?.map((value) => `\`${value}\``).join(', ')
  return [HOLDS[field.type], values, bounds.length ? `(${bounds.join(' ')})` : ''].filter(Boolean).join(' ')
}

const need = ({ key, required }: ImportField) => (key ? 'yes, part of the key' : required ? 'yes' : '')

function section({ kind, fields }: ImportKind): string {
  const rows = fields.map((field) => row(`\`${field.name}\``, holds(field), need(field)))
  return `## ${kind}\n\n${row('field', 'holds', 'needed')}${row('---', '---', '---')}${rows.join('')}\n`
}

function reasons(): string {
  const rows = REJECT_CODES.map((code) => row(`\`${code}\``, REJECT_WORDS[code]))
  return `## Why a row is refused\n\n${row('code', 'means')}${row('---', '---')}${rows.join('')}\n`
}

function main(): void {
  const text = readFileSync(DOCUMENT, 'utf8')
  const body = `\n${IMPORT_KINDS.map(section).join('')}${reasons()}`
  const fresh = text.replace(REGION, (_, begin: string, end: string) => `${begin}${body}${end}`)
  if (fresh === text) return
  if (process.argv.includes('--check')) {
    console.error('docs/reference/import-fields.md is not up to date: node --import tsx scripts/import-fields.ts')
    process.exitCode = 1
  } else writeFileSync(DOCUMENT, fresh)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
