/** Runs every example and compares what it prints with the output kept beside it. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

function run(file: string, root: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (part) => (said += part))
    child.stderr.on('data', (part) => (said += part))
    child.on('error', (error) => resolve(error.message))
    child.on('close', () => resolve(said))
  })
}

function firstDifference(expected: string, printed: string): string {
  const [want, got] = [expected.trimEnd().split('\n'), printed.trimEnd().split('\n')]
  const at = want.findIndex((line, index) => line !== got[index])
  const row = at < 0 ? want.length : at
  return `line ${row + 1}: expected "${want[row] ?? ''}", printed "${got[row] ?? ''}"`
}

/** An example is a folder under examples/ with run.ts and output.txt; folders without run.ts hold files to try. */
export async function wrongExamples(root: string): Promise<string> {
  const home = join(root, 'examples')
  const folders = existsSync(home) ? readdirSync(home).filter((name) => existsSync(join(home, name, 'run.ts'))) : []
  const wrong: string[] = []
  for (const name of folders) {
    const kept = join(home, name, 'output.txt')
    if (!existsSync(kept)) {
      wrong.push(`examples/${name} has no output.txt`)
      continue
    }
    const expected = readFileSync(kept, 'utf8')
    const printed = await run(join('examples', name, 'run.ts'), root)
    if (printed.trimEnd() !== expected.trimEnd()) wrong.push(`examples/${name} ${firstDifference(expected, printed)}`)
  }
  return wrong.join('\n')
}
