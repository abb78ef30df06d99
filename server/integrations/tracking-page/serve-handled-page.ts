/** `/f/<link>`: where a customer says without a sign-in how one problem was handled. It asks nothing else and shows nothing else. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { SayHowHandled } from '../../../contract/feedback.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { readAsking, sayHowHandled } from '../../modules/feedback/index.ts'
import type { SignedIds } from '../../platform/auth/signed-ids.ts'
import { type Runtime, systemContext } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type HandledPage, toHandledPage } from './opinion-page.ts'
import { CALLS_PER_MINUTE, languageOf, type PageRequest, readForms, send, sendFailure } from './public-page.ts'
import { PAGE_WORDS } from './words/index.ts'

export interface HandledPageSetting {
  readonly runtime: Runtime
  readonly handledLinks: SignedIds
}

const FORM_BYTES_MAX = 20_000

export async function serveHandledPage(app: FastifyInstance, setting: HandledPageSetting): Promise<void> {
  await app.register(async (pages) => {
    readForms(pages, FORM_BYTES_MAX)
    const keyGenerator = ({ ip }: FastifyRequest) => `handled ${ip}`
    const config = { rateLimit: { max: CALLS_PER_MINUTE, keyGenerator } }
    pages.get<PageRequest>('/f/:token', { schema: { hide: true }, config }, async (request, reply) => {
      const page = await show(setting, request, null)
      return send(reply.status(page.state === 'over' ? 404 : 200), toHandledPage(page))
    })
    pages.post<PageRequest>('/f/:token', { schema: { hide: true }, config }, async (request, reply) => {
      const page = await show(setting, request, request.body)
      return send(reply.status(page.state === 'over' ? 404 : 200), toHandledPage(page))
    })
    pages.setErrorHandler(sendFailure)
  })
}

/** What was never signed, was answered, or whose time is over looks alike. */
async function show(
  { runtime, handledLinks }: HandledPageSetting,
  request: FastifyRequest<PageRequest>,
  form: unknown,
): Promise<HandledPage> {
  const ids = handledLinks.read(request.params.token)
  const context = ids && systemContext(runtime, ids.first, 'handled-page')
  const asked = context && (await inSnapshot(context, (tx) => readAsking(tx, ids.second, runtime.clock.now())))
  const language = languageOf(request, asked?.language ?? null)
  const frame = {
    ...{ company: asked?.company ?? '', accent: asked?.accent_color ?? null, order_id: asked?.order_id ?? null },
    ...{ order_word: PAGE_WORDS[language].order, language, path: `/f/${request.params.token}` },
  }
  if (!context || !asked?.is_open) return { ...frame, state: 'over', order_id: null }
  if (form === null) return { ...frame, state: 'asked' }
  const said = SayHowHandled.safeParse(form)
  if (!said.success) return { ...frame, state: 'missing' }
  try {
    await sayHowHandled(context, { ask_id: ids.second, customer_id: null }, said.data)
    return { ...frame, state: 'given' }
  } catch (error) {
    // Somebody else was a moment faster.
    if (!(error instanceof Refusal)) throw error
    return { ...frame, state: 'over' }
  }
}
