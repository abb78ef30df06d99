/** An open list is told when it has changed, so that it moves by itself. The words are those of server-sent events. */
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 2_000
/** Proxies close what is silent. */
const SIGN_OF_LIFE_MS = 20_000
/** Rights may have changed meanwhile: whoever still looks asks again. */
const LIFETIME_MS = 10 * 60_000

/** `look` gives a figure that differs when something has changed. */
export async function* tellChanges(
  look: () => Promise<number>,
  first: number,
  stopping: AbortSignal,
): AsyncGenerator<string> {
  const started = performance.now()
  let told = first
  let spokenAt = started
  yield `retry: 3000\nevent: open\ndata: ${told}\n\n`
  while (performance.now() - started < LIFETIME_MS) {
    // Whoever leaves, or a server that is asked to stop, ends the pause.
    const isStopped = await pause(LOOK_EVERY_MS, false, { signal: stopping }).catch(() => true)
    if (isStopped) return
    const last = await look()
    if (last !== told) yield `event: changed\ndata: ${last}\n\n`
    else if (performance.now() - spokenAt > SIGN_OF_LIFE_MS) yield ': still here\n\n'
    else continue
    told = last
    spokenAt = performance.now()
  }
}
