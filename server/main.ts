/** Where the server begins: database, tables, sample company on first run, web and API on one port; Ctrl-C ends it cleanly. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from './compose.ts'
import { findCheckout } from './platform/embedded/index.ts'
import { openRuntime } from './runtime.ts'
import { loadSample } from './sample.ts'
import { listTenants } from './tenants.ts'

const VERSION = '0.1.0'

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 7070)
  const host = process.env.HOST ?? '127.0.0.1'
  const baseUrl = process.env.BASE_URL ?? `http://localhost:${port}`
  const open = await openRuntime()
  const web = join(findCheckout(), 'web', 'dist')
  const composition = await compose({
    ...open,
    baseUrl,
    version: VERSION,
    webDirectory: existsSync(web) ? web : undefined,
    isBackgroundHeld: true,
  })
  await composition.app.listen({ port, host })
  endOnSignal(async () => {
    await composition.close()
    await open.close()
  })
  const wantsSample = open.isEmbedded && process.env.SEVENFOLD_SAMPLE !== 'none'
  if (wantsSample && (await listTenants(open.runtime)).length === 0) await startWithSample(open, composition)
  composition.startBackground()
  print(`Sevenfold is ready: ${baseUrl}`)
}

async function startWithSample(
  open: Awaited<ReturnType<typeof openRuntime>>,
  composition: Awaited<ReturnType<typeof compose>>,
) {
  print('First start: loading the sample company …')
  const sample = await loadSample(open.runtime, composition.signIn)
  print('Sample logins, all with the password shown here once:')
  for (const { role, email } of sample.logins) print(`  ${role.padEnd(17)} ${email}`)
  print(`  password          ${sample.password}`)
}

const print = (line: string) => process.stdout.write(`${line}\n`)

/** The second signal of an impatient person ends the process at once. */
function endOnSignal(close: () => Promise<void>): void {
  let isEnding = false
  const end = () => {
    if (isEnding) process.exit(1)
    isEnding = true
    close().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`Sevenfold could not end cleanly: ${error.message}\n`)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

main().catch((error: Error) => {
  process.stderr.write(`Sevenfold could not start: ${error.message}\n`)
  process.exit(1)
})
