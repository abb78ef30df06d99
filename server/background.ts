/** What goes on by itself while the server runs: verdicts follow the ledger and the clock, and work for later gets done. */
import { closeInterrupted } from './integrations/files/close-interrupted.command.ts'
import { beginLooks, type MailboxReading } from './integrations/mail/read-mailboxes.ts'
import { followUnwantedBookings } from './modules/capacity/index.ts'
import { followCancelledLines } from './modules/inventory/index.ts'
import { tellCustomers } from './modules/messages/index.ts'
import { matchWaiting } from './modules/tracking/index.ts'
import { answerQuestions } from './planning/answering/answer-questions.command.ts'
import { watchPromises } from './planning/proposals/watch.followers.ts'
import { escalateDue } from './planning/remedies/trouble.command.ts'
import { followRisk, sweepRisk } from './planning/risk/refresh.followers.ts'
import { type Runtime, systemContext } from './platform/context.ts'
import { type JobsSetting, startJobs, startLoop } from './platform/jobs/index.ts'
import { listTenants } from './tenants.ts'
import { refreshCases } from './views/process-chart/build-cases.ts'
import { followVerdicts, sweepVerdicts } from './views/verdicts/refresh.ts'

const PAUSE_MS = 500
const SWEEP_EVERY_MS = 30_000

export interface Background {
  /** Ends after the batch and the jobs at hand. */
  stop(): Promise<void>
}

export interface BackgroundSetting extends Omit<JobsSetting, 'listTenantIds'> {
  /** Where files wait to be imported. */
  readonly spoolDirectory: string
  readonly mailboxes: Pick<MailboxReading, 'sealer' | 'allowsLoopback'>
}

export function startBackground(setting: BackgroundSetting): Background {
  const jobs = startJobs({ ...setting, listTenantIds: () => listTenantIds(setting.runtime) })
  const loops = [
    followLedger(setting.runtime),
    watchGoods(setting.runtime),
    watchNews(setting.runtime),
    watchRisk(setting.runtime),
    closeLeftImports(setting),
    matchTold(setting.runtime),
    watchMail(setting),
    answerAsked(setting.runtime),
    watchProcess(setting.runtime),
  ]
  return {
    async stop() {
      await Promise.all([jobs.stop(), ...loops.map((loop) => loop.stop())])
    },
  }
}

function followLedger(runtime: Runtime) {
  let sweptAt = 0
  return startLoop({
    pauseMs: PAUSE_MS,
    // The bookmark does not move in a round that fails, so the next one does the same work again.
    onError: (error) => runtime.log.error({ err: error }, 'verdicts could not be brought up to date'),
    async round() {
      const now = runtime.clock.now().getTime()
      const isSweepDue = now - sweptAt >= SWEEP_EVERY_MS
      const work = await advanceAll(runtime, isSweepDue)
      if (isSweepDue) sweptAt = now
      return work
    },
  })
}

/** Apart from the verdicts, so that neither waits for the other. */
const watchGoods = (runtime: Runtime) =>
  startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) =>
      runtime.log.error(
        { err: error },
        'reservations and promises could not be checked against orders, goods and supply',
      ),
    async round() {
      let work = 0
      for (const tenantId of await listTenantIds(runtime)) {
        work += await followCancelledLines(systemContext(runtime, tenantId, 'inventory'))
        work += await followUnwantedBookings(systemContext(runtime, tenantId, 'capacity'))
        work += await watchPromises(systemContext(runtime, tenantId, 'promise-desk'))
      }
      return work
    },
  })

/** Apart from both, so that a customer is told of a change while figures are still being counted. */
const watchNews = (runtime: Runtime) =>
  startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) => runtime.log.error({ err: error }, 'customers could not be told what has happened'),
    async round() {
      let work = 0
      for (const tenantId of await listTenantIds(runtime))
        work += await tellCustomers(systemContext(runtime, tenantId, 'messages'))
      return work
    },
  })

/** Apart from all of them: the list of dangers is worth most while it is young. */
function watchRisk(runtime: Runtime) {
  let sweptAt = 0
  return startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) => runtime.log.error({ err: error }, 'promises could not be tested against what is known now'),
    async round() {
      const now = runtime.clock.now().getTime()
      const isSweepDue = now - sweptAt >= SWEEP_EVERY_MS
      const work = await advanceRisk(runtime, isSweepDue)
      if (isSweepDue && work === 0) sweptAt = now
      return work
    },
  })
}

const closeLeftImports = ({ runtime, spoolDirectory }: BackgroundSetting) =>
  startLoop({
    pauseMs: SWEEP_EVERY_MS,
    onError: (error) => runtime.log.error({ err: error }, 'imports that nobody works on could not be closed'),
    async round() {
      for (const tenantId of await listTenantIds(runtime))
        await closeInterrupted(systemContext(runtime, tenantId, 'imports'), spoolDirectory)
      return 0
    },
  })

const MATCH_EVERY_MS = 10_000

/** A carrier may tell of a shipment before it stands in our books. */
const matchTold = (runtime: Runtime) =>
  startLoop({
    pauseMs: MATCH_EVERY_MS,
    onError: (error) => runtime.log.error({ err: error }, 'waiting tracking events could not be matched to shipments'),
    async round() {
      let work = 0
      for (const tenantId of await listTenantIds(runtime))
        work += await matchWaiting(systemContext(runtime, tenantId, 'tracking'))
      return work
    },
  })

const LOOK_EVERY_MS = 10_000

/** Each mailbox says itself when its turn is. A server that hangs is left when the program ends. */
function watchMail({ runtime, mailboxes }: BackgroundSetting) {
  const leaving = new AbortController()
  const loop = startLoop({
    pauseMs: LOOK_EVERY_MS,
    onError: (error) => runtime.log.error({ err: error }, 'mailboxes could not be looked into'),
    async round() {
      const reading = { ...mailboxes, stopping: leaving.signal }
      const looks: Promise<number>[] = []
      for (const tenantId of await listTenantIds(runtime))
        looks.push(...(await beginLooks(systemContext(runtime, tenantId, 'incoming-mail'), reading)))
      return (await Promise.all(looks)).reduce((sum, taken) => sum + taken, 0)
    },
  })
  return {
    stop() {
      leaving.abort()
      return loop.stop()
    },
  }
}

const ANSWER_EVERY_MS = 5_000

const answerAsked = (runtime: Runtime) =>
  startLoop({
    pauseMs: ANSWER_EVERY_MS,
    onError: (error) => runtime.log.error({ err: error }, 'questions could not be answered by themselves'),
    async round() {
      let work = 0
      for (const tenantId of await listTenantIds(runtime))
        work += await answerQuestions(systemContext(runtime, tenantId, 'automatic-answers'))
      return work
    },
  })

/** How work really goes, built anew now and then. */
const watchProcess = (runtime: Runtime) =>
  startLoop({
    pauseMs: SWEEP_EVERY_MS,
    onError: (error) => runtime.log.error({ err: error }, 'the ways that orders went could not be built'),
    async round() {
      for (const tenantId of await listTenantIds(runtime))
        await refreshCases(systemContext(runtime, tenantId, 'process-chart'))
      return 0
    },
  })

/** One batch for every tenant. Returns how much was done; 0 means all figures are current. */
export async function advanceAll(runtime: Runtime, withSweep: boolean): Promise<number> {
  let work = 0
  for (const tenantId of await listTenantIds(runtime)) {
    const context = systemContext(runtime, tenantId, 'verdicts')
    work += await followVerdicts(context)
    if (withSweep) work += await sweepVerdicts(context)
  }
  return work
}

/** The same for the list of dangers. */
export async function advanceRisk(runtime: Runtime, withSweep: boolean): Promise<number> {
  let work = 0
  for (const tenantId of await listTenantIds(runtime)) {
    const context = systemContext(runtime, tenantId, 'risk')
    work += await followRisk(context)
    if (withSweep) work += (await sweepRisk(context)) + (await escalateDue(context))
  }
  return work
}

const listTenantIds = async (runtime: Runtime) => (await listTenants(runtime)).map(({ tenant_id }) => tenant_id)
