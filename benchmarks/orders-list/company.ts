/** A company with a year of orders behind the real server, brought in through the product's own import. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findCheckout } from '../../server/benchmark-door.ts'
import { type ServerProcess, startServerProcess } from '../../tests/fixtures/server-process.ts'
import { NAMES, writeHistory } from '../import/import.bench.ts'

export interface Company {
  readonly server: ServerProcess
  /** The cookie of the owner, and where it belongs. */
  readonly cookie: string
  get<T>(path: string): Promise<T>
}

const EMAIL = 'owner@benchmark.example'
const READY_MS = 180_000
/** Verdicts follow an import; what is measured while they do is not the list. */
const REST_MS = 3_000
const RESTS_MOST = 200

export async function openCompany(orders: number): Promise<Company> {
  const server = await startServerProcess({
    withWeb: true,
    environment: { SEVENFOLD_SAMPLE: 'none', LOG_LEVEL: 'warn' },
    readyMilliseconds: READY_MS,
  })
  try {
    const founded = await command(server, ['found', 'Benchmark', '--email', EMAIL, '--json'])
    const cookie = await signIn(server, JSON.parse(founded).password)
    await importOrders(server, orders)
    const get = async <T>(path: string) => {
      const answer = await fetch(`${server.url}/api/v1${path}`, { headers: { cookie } })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    }
    await untilJudged(get)
    return { server, cookie, get }
  } catch (error) {
    await server.dispose()
    throw error
  }
}

async function importOrders(server: ServerProcess, orders: number): Promise<void> {
  const file = join(server.stateDirectory, 'history.csv')
  await writeHistory(file, orders)
  const map = join(server.stateDirectory, 'map.json')
  await writeFile(map, JSON.stringify(MAPPING))
  await command(server, ['import', 'history', file, '--map', map])
}

const MAPPING = {
  kind: 'history',
  columns: Object.fromEntries(NAMES.map((name) => [name, name])),
  createMissing: ['customers', 'products', 'locations', 'carriers'],
}

/** Runs one command of the product beside the running server, in its state. */
async function command(server: ServerProcess, words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(findCheckout(), 'bin/sevenfold.mjs'), ...words], {
    cwd: findCheckout(),
    env: { ...process.env, SEVENFOLD_STATE: server.stateDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`sevenfold ${words[0]} ended with ${code}: ${output}`)
  return output
}

async function signIn({ url }: ServerProcess, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: EMAIL, password }),
  })
  if (!answer.ok) throw new Error(`The owner could not sign in: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function untilJudged(get: Company['get']): Promise<void> {
  const period = 'from=2025-01-01&to=2026-03-31'
  let last = -1
  for (let rest = 0; rest < RESTS_MOST; rest++) {
    const { counted } = await get<{ counted: number }>(`/scorecard?${period}`)
    if (counted > 0 && counted === last) return
    last = counted
    await pause(REST_MS)
  }
}
