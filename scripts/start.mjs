/**
 * `npm start`: from a fresh clone to a running Sevenfold. Installs what is missing, builds what is stale, starts the
 * server and says where it is. The web programs are built while the server starts its database and loads the sample.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { isFresh } from './freshness.mjs'
import { checkout, ensureInstalled } from './installation.mjs'

const isDevelopment = process.argv.includes('--dev')
const port = process.env.PORT || '7070'
const address = `http://127.0.0.1:${port}`
const children = new Set()
/** A terminal's Ctrl-C arrives twice under npm, which passes it on: only a later one is a second wish. */
const SAME_WISH_MILLISECONDS = 1000
let stoppingSince

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

await ensureFree()
await ensureInstalled()
const server = isDevelopment ? startDevelopment() : await startBuilt()
const [code, signal] = await once(server, 'exit')
const wasAsked = stoppingSince !== undefined
// A web build under way is broken off with it, and has not failed.
stoppingSince ??= Date.now()
for (const child of children) child.kill('SIGTERM')
process.exitCode = code ?? (wasAsked || !signal ? 0 : 1)

async function startBuilt() {
  if (!existsSync(join(checkout, 'server/main.ts'))) fail('server/main.ts is missing; there is nothing to start.')
  if (!isFresh('web')) buildWeb()
  // The server serves this folder and must find it even when the first build is not through yet.
  mkdirSync(join(checkout, 'web/dist'), { recursive: true })
  if (!isFresh('server')) await build('server', 'Building the server …')
  return start([join(checkout, 'dist/server/main.mjs')], { NODE_ENV: process.env.NODE_ENV || 'production' })
}

/** Asked before minutes of building. A port that is taken meanwhile, or is none, the server speaks of itself. */
async function ensureFree() {
  const trial = createServer()
  try {
    await once(trial.listen(Number(port), process.env.HOST || '127.0.0.1'), 'listening')
  } catch (error) {
    if (error.code === 'EADDRINUSE') fail(`Another program uses port ${port}; choose one with PORT.`)
    return
  }
  trial.close()
  await once(trial, 'close')
}

/** Usually done before the server has loaded the sample company and says that it is ready; hence the last word. */
async function buildWeb() {
  await build('web', 'Building the web programs …')
  if (!stoppingSince) console.log('The web programs are built.')
}

/** The server starts again on each change of its sources; the web programs come from vite, which passes the rest on. */
function startDevelopment() {
  start([join(checkout, 'node_modules/vite/bin/vite.js'), '--config', 'web/vite.config.ts'], {
    SEVENFOLD_SERVER: address,
  })
  return start([join(checkout, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'])
}

function start(args, environment = {}) {
  // Asked to stop while something was built: nothing begins any more.
  if (stoppingSince !== undefined) process.exit(0)
  // The fourth channel ends with this process, however it ends; `end-with-parent` makes the child notice.
  const child = spawn(process.execPath, ['--import', new URL('end-with-parent.mjs', import.meta.url).href, ...args], {
    cwd: checkout,
    env: { ...process.env, ...environment },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // A group of its own: Ctrl-C in a terminal reaches the child once, through us.
    detached: process.platform !== 'win32',
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

async function build(name, message) {
  console.log(message)
  const child = start([join(checkout, 'scripts/run-ts.mjs'), join(checkout, 'scripts/build.ts'), name])
  const [code] = await once(child, 'exit')
  if (code !== 0 && !stoppingSince) fail(`The ${name} build failed; the lines above say why.`)
}

function stop() {
  const isImpatient = stoppingSince !== undefined && Date.now() - stoppingSince > SAME_WISH_MILLISECONDS
  if (stoppingSince !== undefined && !isImpatient) return
  stoppingSince ??= Date.now()
  for (const child of children) child.kill(isImpatient ? 'SIGKILL' : 'SIGTERM')
  if (children.size === 0) process.exit(0)
}

function fail(message) {
  console.error(message)
  for (const child of children) child.kill('SIGTERM')
  process.exit(1)
}
