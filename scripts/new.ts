/**
 * `npm run new -- module|command|connector|decision NAME` writes the rooms of a new part, with their tests.
 * Names: a module is one noun (`returns`), a command is module/verb-noun (`orders/hold-order`), a connector is
 * the system it talks to (`edi-x12`), a decision is a short sentence. Nothing that exists is overwritten.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandFiles, connectorFiles, decisionFiles, moduleFiles, type Plan } from './new-plans.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const BIOME = 'node_modules/@biomejs/biome/bin/biome'
const USAGE = 'usage: npm run new -- module|command|connector|decision NAME'

function planFor(kind: string, name: string): Plan {
  if (kind === 'module') return moduleFiles(name)
  if (kind === 'command') return commandFiles(name)
  if (kind === 'connector') return connectorFiles(name)
  if (kind === 'decision') return decisionFiles(name, readdirSync(join(root, 'docs/decisions')))
  throw new Error(USAGE)
}

function write(plan: Plan): void {
  const taken = Object.keys(plan.files).filter((path) => existsSync(join(root, path)))
  if (taken.length) throw new Error(`already there: ${taken.join(', ')}`)
  for (const [path, text] of Object.entries(plan.files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(`wrote ${path}`)
  }
  const scripts = Object.keys(plan.files).filter((path) => path.endsWith('.ts'))
  if (scripts.length) spawnSync(process.execPath, [BIOME, 'format', '--write', ...scripts], { cwd: root })
}

/** A new module joins the end of the list in import-rules.cjs, calling nobody yet. */
function listModule(name: string): void {
  const path = join(root, 'import-rules.cjs')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/(const MODULES = \{[\s\S]*?)\n\}/, `$1\n  ${name}: [],\n}`))
  console.log('listed it in import-rules.cjs')
}

const [kind = '', ...words] = process.argv.slice(2)
try {
  if (words.length === 0) throw new Error(USAGE)
  const name = words.join(' ')
  const plan = planFor(kind, name)
  write(plan)
  if (kind === 'module') listModule(name)
  console.log(`next: ${plan.next}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
