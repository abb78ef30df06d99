/** What goes on by itself while the server runs: verdicts follow the ledger and the clock, and work for later gets done. */
import { askCarriers, type CarrierAsking } from './integrations/carrier-polling/ask-carriers.ts'
import { readCall } from './integrations/carrier-webhooks/carrier-events.api.ts'
import { closeInterrupted } from './integrations/files/close-interrupted.command.ts'
import { beginLooks, type MailboxReading } from './integrations/mail/read-mailboxes.ts'
import { hearBrokers } from './integrations/position-broker/hear-brokers.ts'
import { followUnwantedBookings } from './modules/capacity/index.ts'
import { followCancelledLines } from './modules/inventory/index.ts'
import { tellCustomers } from './modules/messages/index.ts'
import { matchWaiting } from './modules/tracking/index.ts'
import { answerQuestions } from './planning/answering/answer-questions.command.ts'
import { watchPromises } from './planning/proposals/watch.followers.ts'
import { escalateDue } from './planning/remedies/trouble.command.ts'
import { followRisk, sweepRisk } from './planning/risk/refresh.followers.ts'
import { type Context, type Runtime, systemContext } from './platform/context.ts'
import { type JobsSetting, type Loop, startJobs, startLoop } from './platform/jobs/index.ts'
import { goRound, type Round } from './rounds.ts'
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
    pollCarriers(setting),
    hearVehicles(setting),
    watchProcess(setting.runtime),
  ]
  return {
    async stop() {
      await Promise.all([jobs.stop(), ...loops.map((loop) => loop.stop())])
    },
  }
}

/** The bookmark does not move where a round fails, so the next one does the same work again. */
function followLedger(runtime: Runtime) {
  let sweptAt = 0
  return startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) => runtime.log.error({ err: error }, VERDICTS.complaint),
    async round() {
      const now = runtime.clock.now().getTime()
      const isSweepDue = now - sweptAt >= SWEEP_EVERY_MS
      const work = await goRound(runtime, { ...VERDICTS, work: (context) => advanceVerdicts(context, isSweepDue) })
      if (isSweepDue) sweptAt = now
      return work
    },
  })
}

const VERDICTS = { name: 'verdicts', complaint: 'verdicts could not be brought up to date' }

const circle = (runtime: Runtime, pauseMs: number, round: Round) =>
  startLoop({
    pauseMs,
    onError: (error) => runtime.log.error({ err: error }, round.complaint),
    round: () => goRound(runtime, round),
  })

const CHECKING = 'reservations and promises could not be checked against orders, goods and supply'

/** Apart from the verdicts, so that neither waits for the other. */
const watchGoods = (runtime: Runtime) =>
  startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) => runtime.log.error({ err: error }, CHECKING),
    round: async () =>
      (await goRound(runtime, { name: 'inventory', complaint: CHECKING, work: followCancelledLines })) +
      (await goRound(runtime, { name: 'capacity', complaint: CHECKING, work: followUnwantedBookings })) +
      (await goRound(runtime, { name: 'promise-desk', complaint: CHECKING, work: watchPromises })),
  })

/** Apart from both, so that a customer is told of a change while figures are still being counted. */
const watchNews = (runtime: Runtime) =>
  circle(runtime, PAUSE_MS, {
    ...{ name: 'messages', complaint: 'customers could not be told what has happened' },
    work: tellCustomers,
  })

/** Apart from all of them: the list of dangers is worth most while it is young. */
function watchRisk(runtime: Runtime) {
  const about = { name: 'risk', complaint: 'promises could not be tested against what is known now' }
  let sweptAt = 0
  return startLoop({
    pauseMs: PAUSE_MS,
    onError: (error) => runtime.log.error({ err: error }, about.complaint),
    async round() {
      const now = runtime.clock.now().getTime()
      const isSweepDue = now - sweptAt >= SWEEP_EVERY_MS
      const work = await goRound(runtime, { ...about, work: (context) => advanceDangers(context, isSweepDue) })
      if (isSweepDue && work === 0) sweptAt = now
      return work
    },
  })
}

const closeLeftImports = ({ runtime, spoolDirectory }: BackgroundSetting) =>
  circle(runtime, SWEEP_EVERY_MS, {
    ...{ name: 'imports', complaint: 'imports that nobody works on could not be closed' },
    async work(context) {
      await closeInterrupted(context, spoolDirectory)
      return 0
    },
  })

const MATCH_EVERY_MS = 10_000

/** A carrier may tell of a shipment before it stands in our books. */
const matchTold = (runtime: Runtime) =>
  circle(runtime, MATCH_EVERY_MS, {
    ...{ name: 'tracking', complaint: 'waiting tracking events could not be matched to shipments' },
    work: matchWaiting,
  })

const LOOK_EVERY_MS = 10_000

/** Each mailbox says itself when its turn is. */
const watchMail = ({ runtime, mailboxes }: BackgroundSetting) =>
  leavable((stopping) => {
    const about = { name: 'incoming-mail', complaint: 'mailboxes could not be looked into' }
    return startLoop({
      pauseMs: LOOK_EVERY_MS,
      onError: (error) => runtime.log.error({ err: error }, about.complaint),
      async round() {
        const looks: Promise<number>[] = []
        const work = async (context: Context) => {
          looks.push(...(await beginLooks(context, { ...mailboxes, stopping })))
          return 0
        }
        await goRound(runtime, { ...about, work })
        return (await Promise.all(looks)).reduce((sum, taken) => sum + taken, 0)
      },
    })
  })

const POLL_EVERY_MS = 15_000

/** Each carrier says itself when its turn is. */
const pollCarriers = ({ runtime, mailboxes: { sealer, allowsLoopback } }: BackgroundSetting) =>
  leavable((stopping) => {
    const asking: CarrierAsking = {
      ...{ sealer, allowsLoopback, stopping },
      read: (connection, content) => readCall(connection, content, null),
    }
    return circle(runtime, POLL_EVERY_MS, {
      ...{ name: 'carrier-polling', complaint: 'carriers could not be asked' },
      async work(context) {
        await askCarriers(context, asking)
        // Whatever was asked, the next look is by the clock.
        return 0
      },
    })
  })

/** A loop that talks to others' servers: one that hangs is left when the program ends. */
function leavable(start: (stopping: AbortSignal) => Loop): Loop {
  const leaving = new AbortController()
  const loop = start(leaving.signal)
  return {
    stop() {
      leaving.abort()
      return loop.stop()
    },
  }
}

const HEAR_EVERY_MS = 1_000

/** Lines to brokers stay open; each round takes in what came over them. */
function hearVehicles({ runtime, mailboxes: { sealer, allowsLoopback } }: BackgroundSetting) {
  const hearing = hearBrokers({ sealer, allowsLoopback })
  const loop = circle(runtime, HEAR_EVERY_MS, {
    ...{ name: 'position-broker', complaint: 'positions could not be heard from a broker' },
    async work(context) {
      await hearing.round(context)
      // A second's worth at once, however much it was.
      return 0
    },
  })
  return {
    async stop() {
      await loop.stop()
      await hearing.close()
    },
  }
}

const ANSWER_EVERY_MS = 5_000

const answerAsked = (runtime: Runtime) =>
  circle(runtime, ANSWER_EVERY_MS, {
    ...{ name: 'automatic-answers', complaint: 'questions could not be answered by themselves' },
    work: answerQuestions,
  })

/** How work really goes, built anew now and then. */
const watchProcess = (runtime: Runtime) =>
  circle(runtime, SWEEP_EVERY_MS, {
    ...{ name: 'process-chart', complaint: 'the ways that orders went could not be built' },
    async work(context) {
      await refreshCases(context)
      return 0
    },
  })

async function advanceVerdicts(context: Context, withSweep: boolean): Promise<number> {
  const followed = await followVerdicts(context)
  return withSweep ? followed + (await sweepVerdicts(context)) : followed
}

async function advanceDangers(context: Context, withSweep: boolean): Promise<number> {
  const followed = await followRisk(context)
  return withSweep ? followed + (await sweepRisk(context)) + (await escalateDue(context)) : followed
}

/** One batch for every tenant; a failure ends it. Returns how much was done; 0 means all figures are current. */
export const advanceAll = (runtime: Runtime, withSweep: boolean): Promise<number> =>
  advanceEach(runtime, 'verdicts', (context) => advanceVerdicts(context, withSweep))

/** The same for the list of dangers. */
export const advanceRisk = (runtime: Runtime, withSweep: boolean): Promise<number> =>
  advanceEach(runtime, 'risk', (context) => advanceDangers(context, withSweep))

async function advanceEach(runtime: Runtime, name: string, work: Round['work']): Promise<number> {
  let done = 0
  for (const tenantId of await listTenantIds(runtime)) done += await work(systemContext(runtime, tenantId, name))
  return done
}

const listTenantIds = async (runtime: Runtime) => (await listTenants(runtime)).map(({ tenant_id }) => tenant_id)
