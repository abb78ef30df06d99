/** Puts the rooms together into one web application over a database that is already up to date. */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Refusal, type RefusalCode } from '../contract/refusals.ts'
import { startBackground } from './background.ts'
import { allEndpoints } from './endpoints.ts'
import { serveAssistant } from './integrations/assistant/serve-assistant.ts'
import type { MailSetting } from './integrations/mail/mail-setting.ts'
import { serveSurveyPage } from './integrations/survey-page/serve-survey-page.ts'
import { serveHandledPage } from './integrations/tracking-page/serve-handled-page.ts'
import { serveTrackingPage } from './integrations/tracking-page/serve-tracking-page.ts'
import { prepareThread } from './modules/inquiries/index.ts'
import { pathOfSurvey } from './modules/needs/index.ts'
import { createAuthenticate, openSignIn, type SignInLibrary } from './modules/people/index.ts'
import { ensureLink, pathOfLink } from './modules/tracking/index.ts'
import { openSeal } from './platform/auth/seal.ts'
import { signedIds } from './platform/auth/signed-ids.ts'
import type { Context, Runtime } from './platform/context.ts'
import { createApp } from './platform/http/app.ts'
import { serveWeb } from './platform/http/web.ts'
import { addJobGauges } from './platform/jobs/index.ts'
import { ALL_RECURRING, allJobs } from './tasks.ts'

export interface CompositionSetting {
  readonly runtime: Runtime
  /** As the application's own role. */
  readonly databaseUrl: string
  readonly secret: string
  readonly baseUrl: string
  readonly stateDirectory: string
  /** Of one caller to the API; absent: what the platform finds right. */
  readonly callsPerMinute?: number
  /** Absent: no mail is sent. */
  readonly mail?: MailSetting | null
  /** Gateways and webhooks may be on this machine, and without encryption: for tests, and where the operator says so. */
  readonly allowsLoopback?: boolean
  /** Where the built web lies; absent: the API alone. */
  readonly webDirectory?: string
  readonly version: string
  /** Verdicts wait until `startBackground` is called: during a first load they would only compete with it. */
  readonly isBackgroundHeld?: boolean
}

export interface Composition {
  readonly app: FastifyInstance
  readonly signIn: SignInLibrary
  startBackground(): void
  close(): Promise<void>
}

export async function compose(setting: CompositionSetting): Promise<Composition> {
  const { runtime, mail = null, baseUrl, allowsLoopback = false } = setting
  const trackingLinks = signedIds(setting.secret, 'tracking page')
  const surveyLinks = signedIds(setting.secret, 'survey page')
  const handledLinks = signedIds(setting.secret, 'how handled')
  const messagePost = {
    mail,
    baseUrl,
    allowsLoopback,
    seal: openSeal(setting.secret),
    stopLinks: signedIds(setting.secret, 'stop messages'),
    linkTo: async (context: Context, shipmentId: string) => {
      const linkId = await ensureLink(context, shipmentId)
      return new URL(pathOfLink(trackingLinks, context.principal.tenantId, linkId), baseUrl).href
    },
    askAt: ({ principal }: Context, askId: string) =>
      new URL(`/f/${handledLinks.sign(principal.tenantId, askId)}`, baseUrl).href,
    surveyAt: ({ principal }: Context, invitationId: string) =>
      new URL(pathOfSurvey(surveyLinks, principal.tenantId, invitationId), baseUrl).href,
    threadOf: prepareThread,
  }
  const signIn = openSignIn(setting)
  const spoolDirectory = join(setting.stateDirectory, 'uploads')
  const authenticate = createAuthenticate(runtime, signIn)
  const app = await createApp({
    runtime,
    endpoints: allEndpoints({
      signIn,
      people: { isMailed: mail !== null },
      imports: { spoolDirectory },
      messages: { ...messagePost, isMailed: mail !== null },
      tracking: { baseUrl, trackingLinks },
      surveys: { baseUrl, surveyLinks },
    }),
    authenticate,
    refuse: (code, details) => new Refusal(code as RefusalCode, details),
    isReady: async () => (await runtime.database.pool.query('SELECT 1')).rowCount === 1,
    addGauges: (registry) => addJobGauges(registry, runtime.database),
    version: setting.version,
    ...(setting.callsPerMinute && { callsPerMinute: setting.callsPerMinute }),
  })
  await serveAssistant(app, { runtime, authenticate, secret: setting.secret, version: setting.version })
  await serveTrackingPage(app, { runtime, trackingLinks })
  await serveSurveyPage(app, { runtime, surveyLinks })
  await serveHandledPage(app, { runtime, handledLinks })
  if (setting.webDirectory) await serveWeb(app, setting.webDirectory)
  const { databaseUrl } = setting
  const post = { mail, baseUrl, makeToken: signIn.makeInvitationToken }
  const jobs = allJobs({ spoolDirectory, post, messagePost })
  const mailboxes = { sealer: signIn.sealer, allowsLoopback }
  const work = { runtime, databaseUrl, spoolDirectory, jobs, recurring: ALL_RECURRING, mailboxes }
  let background = setting.isBackgroundHeld ? null : startBackground(work)
  return {
    app,
    signIn,
    startBackground() {
      background ??= startBackground(work)
    },
    async close() {
      // Requests in flight end first; then what they started; then what they stood on.
      await app.close()
      await background?.stop()
      await signIn.close()
    },
  }
}
