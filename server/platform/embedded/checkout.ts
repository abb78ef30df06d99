/** Finds the checkout from wherever this code runs: from the sources or from the bundle below `dist/`. */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export function findCheckout(from: string = fileURLToPath(import.meta.url)): string {
  for (let directory = dirname(from); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) return directory
    if (directory === dirname(directory)) return process.cwd()
  }
}

/** Where a running Sevenfold keeps what must survive it: `SEVENFOLD_STATE`, else `.sevenfold/` in the checkout. */
export function stateDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment.SEVENFOLD_STATE || join(findCheckout(), '.sevenfold'))
}
