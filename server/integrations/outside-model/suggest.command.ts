/**
 * Asks the outside model for words about one inquiry. Nothing is done with them: they go to the person who asked for them.
 * A call is counted before it is made, so that the limit of a month holds whatever fails, and never while a transaction waits.
 */
import type { z } from 'zod'
import { INQUIRY_TOPICS, type InquiryTopic, type OrderFacts } from '../../../contract/inquiries.ts'
import type { AskModel, ModelFact, ModelFailure, ModelSuggestion } from '../../../contract/outside-model.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Language } from '../../../contract/values.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { answerLanguage } from '../../views/service-desk/answer-language.ts'
import { listEntries, showInquiry } from '../../views/service-desk/inquiry-list.ts'
import { loadOrderFacts } from '../../views/service-desk/order-facts.ts'
import { countCalls, endCall, insertCall, namesToTakeOut, readModel, type StoredModel } from './calls.store.ts'
import { ANSWER_LETTERS_MAX, askModel, type ChatAnswer } from './chat.client.ts'
import { factLines, factsOf, knownOf } from './facts.ts'
import { type Asked, askForAnswer, askForTopic, askForWording } from './prompt.ts'
import { putBack, redact, withoutSignature } from './redact.ts'
import { keySeal } from './setting.ts'
import { unsupported } from './unsupported.ts'

export interface ModelAsking {
  readonly sealer: Sealer
  readonly allowsLoopback: boolean
}

/** Refuses `not_found`, and `wrong_state` where no model is set for that. */
export async function suggestByModel(
  context: Context,
  asking: ModelAsking,
  { id, wish }: { id: string; wish: AskModel },
): Promise<ModelSuggestion> {
  const told = await inSnapshot(context, (tx) => gather(context, tx, { id, wish }))
  const begun = await begin(context, { id, use: wish.use })
  const { model } = begun
  const shown = { use: wish.use, model: model.model, language: told.language, order_id: told.order?.order_id ?? null }
  const nothing = { ...shown, text: null, topic: null, facts: told.facts, unsupported: [] }
  if ('failure' in begun) return { ...nothing, failure: begun.failure }
  const started = performance.now()
  const answer = await ask(context, asking, { model, asked: told.asked })
  const found = wish.use === 'topic' ? topicIn(answer) : null
  const failure = answer.failure ?? (wish.use === 'topic' && found === null ? 'unreadable' : null)
  await inTransaction(context, (tx) =>
    endCall(tx, begun.call_id, {
      ...{ outcome: failure ?? 'answered', took_ms: Math.round(performance.now() - started) },
      ...{ tokens_in: answer.tokensIn, tokens_out: answer.tokensOut },
    }),
  )
  if (failure !== null) return { ...nothing, failure }
  if (found !== null) return { ...nothing, failure: null, topic: found }
  const known = knownOf(told.order, told.facts, context.clock.now().toISOString().slice(0, 10))
  const texts = wish.use === 'wording' ? [...known.texts, wish.draft] : known.texts
  const text = putBack(answer.text!, told.taken, ANSWER_LETTERS_MAX)
  return { ...nothing, failure: null, text, unsupported: unsupported(text, { ...known, texts }, told.language) }
}

interface Told {
  readonly asked: Asked
  readonly language: z.infer<typeof Language>
  readonly order: OrderFacts | null
  readonly facts: ModelFact[]
  /** What was taken out of the text, to be put back. */
  readonly taken: readonly string[]
}

async function gather(context: Context, tx: Tx, { id, wish }: { id: string; wish: AskModel }): Promise<Told> {
  const now = context.clock.now()
  const inquiry = await showInquiry(tx, id, now)
  const order = inquiry.order_id ? await loadOrderFacts(tx, inquiry.order_id, now) : null
  const facts = order && wish.use !== 'topic' ? factsOf(order, inquiry.line_number) : []
  const language = Language.catch('en').parse(await answerLanguage(tx, inquiry))
  const codes = order ? [order.order_id, ...order.lines.flatMap((line) => line.tracking_number ?? [])] : []
  const names = await namesToTakeOut(tx, inquiry.customer_id)
  const mark = context.ids.uuid().slice(-12)
  const lines = factLines(facts)
  if (wish.use === 'wording') {
    const { text, taken } = redact(wish.draft, { names, codes })
    return { asked: askForWording(text, { language, mark, facts: lines }), language, order, facts, taken }
  }
  const last = (await listEntries(tx, id)).filter(({ kind }) => kind === 'question' || kind === 'reply').at(-1)
  const { text, taken } = redact(`${inquiry.subject}\n${withoutSignature(last?.text ?? '')}`, { names, codes })
  const asked =
    wish.use === 'topic'
      ? askForTopic(text, mark)
      : askForAnswer(text, { language, mark, facts: lines, order: order?.order_id ?? null })
  return { asked, language, order, facts, taken }
}

/** So many at once of one company. */
const AT_ONCE = 3

type Begun = { readonly model: StoredModel } & ({ readonly call_id: string } | { readonly failure: ModelFailure })

const begin = (context: Context, { id, use }: { id: string; use: AskModel['use'] }): Promise<Begun> =>
  inTransaction(context, async (tx) => {
    // Locked, so that two at the edge of the limit do not both pass it.
    const model = await readModel(tx, { forUpdate: true })
    if (!model?.is_on || !model.uses.includes(use)) throw new Refusal('wrong_state', { use, reason: 'off' })
    const at = context.clock.now()
    const { thisMonth, underWay } = await countCalls(tx, at)
    const failure = thisMonth >= model.calls_a_month ? 'limit_reached' : underWay >= AT_ONCE ? 'busy' : null
    const call_id = context.ids.uuid()
    const { actor } = context.principal
    const call = { call_id, at, actor, use, inquiry_id: id, model: model.model }
    await insertCall(tx, { ...call, outcome: failure ?? 'under_way' })
    return failure ? { model, failure } : { model, call_id }
  })

async function ask(
  { principal }: Context,
  { sealer, allowsLoopback }: ModelAsking,
  { model, asked }: { model: StoredModel; asked: Asked },
): Promise<ChatAnswer> {
  const key = model.sealed === null ? null : sealer.open(model.sealed, keySeal(principal.tenantId))
  if (model.sealed !== null && key === null)
    return { failure: 'secret_lost', text: null, tokensIn: null, tokensOut: null }
  const timeoutMs = model.timeout_seconds * 1_000
  return askModel({ ...asked, url: model.url, model: model.model, key, timeoutMs, allowsLoopback })
}

/** One of our words and nothing else; a talkative model is not guessed at. */
function topicIn({ text }: ChatAnswer): InquiryTopic | null {
  const said = (text ?? '').toLowerCase().replace(/[^a-z]/g, '')
  return INQUIRY_TOPICS.find((topic) => topic === said) ?? null
}
