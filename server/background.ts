/** What goes on by itself while the server runs: verdicts follow the ledger, and the clock. */
import { type Runtime, systemContext } from './platform/context.ts'
import { listTenants } from './tenants.ts'
import { followVerdicts, sweepVerdicts } from './views/verdicts/refresh.ts'

const PAUSE_MS = 500
const SWEEP_EVERY_MS = 30_000

export interface Background {
  /** Ends after the batch at hand. */
  stop(): Promise<void>
}

export function startBackground(runtime: Runtime): Background {
  let isStopping = false
  let wake: () => void = () => undefined
  const loop = async () => {
    let sweptAt = 0
    while (!isStopping) {
      let work = 0
      try {
        const isSweepDue = runtime.clock.now().getTime() - sweptAt >= SWEEP_EVERY_MS
        work = await advanceAll(runtime, isSweepDue)
        if (isSweepDue) sweptAt = runtime.clock.now().getTime()
      } catch (error) {
        // The bookmark did not move, so the next round does the same work again.
        runtime.log.error({ err: error }, 'verdicts could not be brought up to date')
      }
      if (work === 0 && !isStopping) {
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, PAUSE_MS)
        })
      }
    }
  }
  const ended = loop()
  return {
    stop() {
      isStopping = true
      wake()
      return ended
    },
  }
}

/** One batch for every tenant. Returns how much was done; 0 means all figures are current. */
export async function advanceAll(runtime: Runtime, withSweep: boolean): Promise<number> {
  let work = 0
  for (const { tenant_id } of await listTenants(runtime)) {
    const context = systemContext(runtime, tenant_id, 'verdicts')
    work += await followVerdicts(context)
    if (withSweep) work += await sweepVerdicts(context)
  }
  return work
}
