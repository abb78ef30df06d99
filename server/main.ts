/** Where the server begins: database, tables, sample company on first run, web and API on one port; Ctrl-C ends it cleanly. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from './compose.ts'
import { readMailSetting } from './integrations/mail/mail-setting.ts'
import { findCheckout } from './platform/embedded/index.ts'
import { openRuntime } from './runtime.ts'
import { loadSample } from './sample.ts'
import { listTenants } from './tenants.ts'

const VERSION = '0.1.0'

async function main(): Promise<void> {
  const stopping = stopOnSignal()
  const open = await openRuntime()
  try {
    await serve(open, stopping)
  } catch (error) {
    // What was under way when we were asked to stop is begun anew by the next start.
    if (!stopping.aborted) throw error
  } finally {
    await open.close()
  }
}

type Open = Awaited<ReturnType<typeof openRuntime>>

/** Ends when asked to stop. */
async function serve(open: Open, stopping: AbortSignal): Promise<void> {
  const port = Number(process.env.PORT ?? 7070)
  const host = process.env.HOST ?? '127.0.0.1'
  const baseUrl = process.env.BASE_URL ?? `http://localhost:${port}`
  const web = join(findCheckout(), 'web', 'dist')
  const composition = await compose({
    ...open,
    baseUrl,
    mail: readMailSetting(process.env),
    allowsLoopback: process.env.SEVENFOLD_ALLOW_LOOPBACK === 'yes',
    version: VERSION,
    webDirectory: existsSync(web) ? web : undefined,
    isBackgroundHeld: true,
  })
  try {
    stopping.throwIfAborted()
    await composition.app.listen({ port, host })
    const wantsSample = open.isEmbedded && process.env.SEVENFOLD_SAMPLE !== 'none'
    if (wantsSample && (await listTenants(open.runtime)).length === 0)
      await startWithSample(open, composition, stopping)
    composition.startBackground()
    print(`Sevenfold is ready: ${baseUrl}`)
    await untilStopped(stopping)
  } finally {
    await composition.close()
  }
}

async function startWithSample(open: Open, { signIn }: Awaited<ReturnType<typeof compose>>, stopping: AbortSignal) {
  print('First start: loading the sample company …')
  const sample = await loadSample(open.runtime, signIn, { signal: stopping })
  print('Sample logins, all with the password shown here once:')
  for (const { role, email, portalRoles } of sample.logins)
    print(`  ${role.padEnd(17)} ${email.padEnd(38)} ${portalRoles?.join(', ') ?? ''}`.trimEnd())
  print(`  password          ${sample.password}`)
}

const print = (line: string) => process.stdout.write(`${line}\n`)

const untilStopped = (stopping: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (stopping.aborted) resolve()
    else stopping.addEventListener('abort', () => resolve(), { once: true })
  })

/** From the first line on, also while the database is being made. The second signal of an impatient person ends the process at once. */
function stopOnSignal(): AbortSignal {
  const stopping = new AbortController()
  const stop = () => {
    if (stopping.signal.aborted) process.exit(1)
    stopping.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return stopping.signal
}

const sayError = ({ code, message }: NodeJS.ErrnoException) =>
  code === 'EADDRINUSE' ? `another program uses this port; choose one with PORT. ${message}` : message

main().then(
  () => process.exit(0),
  (error: NodeJS.ErrnoException) => {
    process.stderr.write(`Sevenfold could not go on: ${sayError(error)}\n`)
    process.exit(1)
  },
)
