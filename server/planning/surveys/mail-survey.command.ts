/** Invites people to a survey by a message, each with a link of their own, and reminds those who have not answered, once. */

import { Refusal } from '../../../contract/refusals.ts'
import type { MailedSample, Reminded, SampleWish, Survey, SurveyReach } from '../../../contract/surveys.ts'
import { wilson } from '../../../engines/shared/index.ts'
import { getRecord } from '../../ledger/index.ts'
import { howTold, queueMessages } from '../../modules/messages/index.ts'
import { invitePeople, lockSample, survey as SURVEY } from '../../modules/needs/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type Mailed, mailedInvitations, willingContacts } from './asked.store.ts'

/** [ours] Whoever means to answer has done so by then. */
const REMINDED_AFTER_DAYS = 5
const DAY_MS = 86_400_000

/** Refuses `not_found` for no survey, and `wrong_state` where messages of this kind do not leave, unless it only counts. */
export const mailSurvey = (context: Context, surveyId: string, wish: SampleWish): Promise<MailedSample> =>
  inTransaction(context, async (tx) => {
    await getRecord(tx, SURVEY, surveyId)
    const messages = await howTold(tx, 'survey_invited')
    if (messages === 'off' && !wish.is_trial) throw new Refusal('wrong_state', { messages })
    await lockSample(tx)
    const asked = await willingContacts(tx, { surveyId, roles: wish.roles ?? null })
    const unwilling = new Set(
      asked
        .filter(({ is_opted_out, is_unreachable }) => is_opted_out || is_unreachable)
        .map(({ contact_id }) => contact_id),
    )
    const drawn = await invitePeople({ ...context, tx }, surveyId, {
      ...wish,
      isLeftOut: (contactId) => unwilling.has(contactId),
    })
    if (!wish.is_trial)
      await queueMessages(
        context,
        tx,
        drawn.invited.map((one) => messageTo(one, drawn.survey, 'survey_invited')),
      )
    return {
      ...drawn.answer,
      opted_out: asked.filter(({ is_opted_out }) => is_opted_out).length,
      unreachable: asked.filter(({ is_opted_out, is_unreachable }) => !is_opted_out && is_unreachable).length,
      messages,
    }
  })

type Asked = { readonly invitation_id: string; readonly contact_id: string; readonly customer_id: string }

/** The key holds the invitation, so that nobody is invited or reminded twice, whoever presses how often. */
const messageTo = (
  { invitation_id, contact_id, customer_id }: Asked,
  { name, closes_on }: Survey,
  kind: 'survey_invited' | 'survey_reminded',
) => ({
  ...{ customer_id, kind, message_key: `${kind} ${invitation_id}`, order_id: null },
  content: { contact_id, survey: { invitation_id, name, last_day: closes_on } },
})

const isReached = ({ state }: Mailed) => state === 'sent'
const mayRemind = (one: Mailed, now: Date) =>
  isReached(one) &&
  !one.is_answered &&
  !one.is_reminded &&
  now.getTime() - one.made_at.getTime() >= REMINDED_AFTER_DAYS * DAY_MS

/** Refuses `wrong_state` for a survey that is over, or where messages of this kind do not leave. */
export const remindOfSurvey = (context: Context, surveyId: string): Promise<Reminded> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const { state } = await getRecord(tx, SURVEY, surveyId)
    const asked = state as unknown as Survey
    if (asked.state !== 'open' || asked.closes_on < now.toISOString().slice(0, 10))
      throw new Refusal('wrong_state', { survey_id: surveyId, state: asked.state, closes_on: asked.closes_on })
    const messages = await howTold(tx, 'survey_reminded')
    if (messages === 'off') throw new Refusal('wrong_state', { messages })
    const silent = (await mailedInvitations(tx, surveyId)).filter((one) => mayRemind(one, now))
    const reminded = await queueMessages(
      context,
      tx,
      silent.map((one) => messageTo(one, asked, 'survey_reminded')),
    )
    return { reminded, messages }
  })

export async function surveyReach(tx: Tx, surveyId: string, now: Date): Promise<SurveyReach> {
  await getRecord(tx, SURVEY, surveyId)
  const mailed = await mailedInvitations(tx, surveyId)
  const count = (is: (one: Mailed) => boolean) => mailed.filter(is).length
  const reached = count(isReached)
  const answered = count((one) => isReached(one) && one.is_answered)
  const interval = wilson(answered, reached)
  return {
    mailed: mailed.length,
    reached,
    answered,
    underway: count(({ state }) => state === 'waiting' || state === 'sending'),
    failed: count(({ state }) => state === 'failed'),
    unwanted: count(({ state }) => state === 'dropped'),
    rate: reached ? answered / reached : null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    reminded: count(({ is_reminded }) => is_reminded),
    to_remind: count((one) => mayRemind(one, now)),
  }
}
