/** Installs the packages of package-lock.json when they are missing or differ. Plain node: nothing is installed yet. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

const OLDEST_NODE = [20, 19]

/** Undefined when this Node will do, otherwise what to tell the person. */
export function refuseOldNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const isNewEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (isNewEnough) return undefined
  return `Sevenfold needs Node ${OLDEST_NODE.join('.')} or newer; this is ${version}. Install a newer Node and try again.`
}

export async function ensureInstalled() {
  const refusal = refuseOldNode()
  if (refusal) {
    console.error(refusal)
    process.exit(1)
  }
  const missing = missingPackages(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json'))
  if (missing.length === 0) return
  // On standard error, so that a command's own output stays clean.
  console.error(`Installing packages (${missing.length} missing or changed) …`)
  await runNpm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'])
}

/** What the lock asks for and the note npm leaves in node_modules does not have; packages for other systems do not count. */
export function missingPackages(wanted, present) {
  return Object.entries(wanted)
    .filter(([path, { version, optional }]) => {
      const found = present[path]
      if (!found) return path !== '' && !optional
      return found.version !== version
    })
    .map(([path]) => path)
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(checkout, file), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

async function runNpm(args) {
  // npm names its own program when it started us, which also works where `npm` is not on the path.
  const npm = process.env.npm_execpath
  const [program, first] = npm?.endsWith('js') ? [process.execPath, [npm]] : ['npm', []]
  const child = spawn(program, [...first, ...args], {
    cwd: checkout,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && first.length === 0,
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) {
    console.error('The packages could not be installed; npm said why above.')
    process.exit(code ?? 1)
  }
}
