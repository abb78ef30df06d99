/**
 * Writes the table role × permission of docs/reference/rights.md from contract/people.ts; `--check` only compares.
 * The contract exports PERMISSIONS (permission to what it allows) and ROLE_PERMISSIONS (role to its permissions;
 * `*` stands for all).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface People {
  readonly PERMISSIONS: Readonly<Record<string, string>>
  readonly ROLE_PERMISSIONS: Readonly<Record<string, Iterable<string>>>
}

const DOCUMENT = fileURLToPath(new URL('../docs/reference/rights.md', import.meta.url))
const REGION = /(<!-- rights:begin -->\n)[\s\S]*(<!-- rights:end -->)/

export function rightsTable({ PERMISSIONS, ROLE_PERMISSIONS }: People): string {
  const roles = Object.entries(ROLE_PERMISSIONS).map(([role, has]) => ({ role, has: new Set(has) }))
  const row = (cells: string[]) => `| ${cells.join(' | ')} |\n`
  const titles = roles.map(({ role }) => role.replaceAll('_', ' '))
  const head = row(['permission', 'allows', ...titles]) + row(['---', '---', ...roles.map(() => ':-:')])
  const body = Object.entries(PERMISSIONS).map(([permission, allows]) => {
    const marks = roles.map(({ has }) => (has.has(permission) || has.has('*') ? 'yes' : ''))
    return row([`\`${permission}\``, allows, ...marks])
  })
  return `\n${head}${body.join('')}\n`
}

async function main(): Promise<void> {
  const contract = new URL('../contract/people.ts', import.meta.url).href
  const people = (await import(contract)) as People
  const text = readFileSync(DOCUMENT, 'utf8')
  const fresh = text.replace(REGION, (_, begin: string, end: string) => `${begin}${rightsTable(people)}${end}`)
  if (fresh === text) return
  if (!process.argv.includes('--check')) return writeFileSync(DOCUMENT, fresh)
  console.error('docs/reference/rights.md is not up to date: node --import tsx scripts/rights-table.ts')
  process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
