/** Asks people: a sample of the customers', or one of our own. */
import { Refusal } from '../../../contract/refusals.ts'
import type { SampleAnswer, SampleWish, Survey } from '../../../contract/surveys.ts'
import { createRecord, createRecords, getRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { findInvitationOf, listAskable } from './needs.store.ts'
import { drawSample } from './sample.ts'
import { endOfLink, survey, surveyInvitation } from './survey.ts'

/** Refuses `wrong_state` unless answers may come in today. */
export async function requireOpen(tx: Tx, surveyId: string, now: Date): Promise<Survey> {
  const { state } = await getRecord(tx, survey, surveyId)
  const found = state as unknown as Survey
  const today = now.toISOString().slice(0, 10)
  if (found.state !== 'open') throw new Refusal('wrong_state', { survey_id: surveyId, state: found.state })
  if (today < found.opens_on || today > found.closes_on)
    throw new Refusal('wrong_state', { survey_id: surveyId, opens_on: found.opens_on, closes_on: found.closes_on })
  return found
}

/** Whoever draws people waits for whoever draws at the moment: days of rest count over all surveys. */
export const lockSample = (tx: Tx) => lock(tx, 'survey sample')
const lock = (tx: Tx, what: string) =>
  tx.client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${tx.tenantId} ${what}`])

export interface InvitedPeople {
  readonly answer: SampleAnswer
  readonly invited: readonly {
    readonly invitation_id: string
    readonly contact_id: string
    readonly customer_id: string
  }[]
  readonly survey: Survey
}

/** Draws people and invites them; two at once draw one after the other, so that nobody is asked twice. */
export const inviteSample = async (context: Context, surveyId: string, wish: SampleWish): Promise<SampleAnswer> =>
  (await invitePeople(context, surveyId, { ...wish, isLeftOut: () => false })).answer

/** Those left out stand for themselves: they are neither drawn nor counted here. */
export const invitePeople = (
  context: Context,
  surveyId: string,
  { isLeftOut, ...wish }: SampleWish & { readonly isLeftOut: (contactId: string) => boolean },
): Promise<InvitedPeople> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const { state } = await getRecord(tx, survey, surveyId)
    const asked = (wish.is_trial ? state : await requireOpen(tx, surveyId, now)) as unknown as Survey
    if (asked.audience !== 'customers')
      throw new Refusal('wrong_state', { survey_id: surveyId, audience: asked.audience })
    await lockSample(tx)
    const people = await listAskable(tx, {
      ...{ surveyId, now, segmentId: asked.segment_id ?? null, restDays: asked.rest_days },
      roles: wish.roles ?? null,
    })
    const able = people.filter(
      ({ contact_id, is_invited, is_resting }) => is_invited || is_resting || !isLeftOut(contact_id),
    )
    const { chosen, answer } = drawSample(able, wish.people, Number(now.getTime() % 2 ** 31))
    const invited = chosen.map((person) => ({ ...person, invitation_id: context.ids.uuid() }))
    if (!wish.is_trial)
      await createRecords(
        context,
        tx,
        surveyInvitation,
        invited.map(({ invitation_id, contact_id, customer_id, buying_role }) => ({
          state: {
            ...{ invitation_id, survey_id: surveyId, contact_id, customer_id, buying_role },
            ...{ invited_at: now.toISOString(), expires_at: endOfLink(asked.closes_on, now).toISOString() },
          },
          actor: context.principal.actor,
        })),
      )
    return { answer: { invited: chosen.length, ...answer }, invited, survey: asked }
  })

/** The invitation of one of our own people, or of a customer's person with a login; made when there is none. Twice is once. */
export const inviteMyself = (context: Context, surveyId: string): Promise<string> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now()
    const asked = await requireOpen(tx, surveyId, now)
    const { actor, customerId } = context.principal
    if ((asked.audience === 'customers') !== (customerId !== null))
      throw new Refusal('not_found', { survey_id: surveyId })
    if (!actor.startsWith('user:')) throw new Refusal('not_allowed', { reason: 'people_only' })
    const userId = actor.slice('user:'.length)
    // Who is just being drawn is not to get a second invitation here.
    if (customerId === null) await lock(tx, `survey ${surveyId} ${userId}`)
    else await lockSample(tx)
    const found = await findInvitationOf(tx, surveyId, { userId, customerId })
    if (found) return found
    const invitationId = context.ids.uuid()
    await createRecord(context, tx, surveyInvitation, {
      ...{ invitation_id: invitationId, survey_id: surveyId, user_id: userId, customer_id: customerId },
      ...{ invited_at: now.toISOString(), expires_at: endOfLink(asked.closes_on, now).toISOString() },
    })
    return invitationId
  })
