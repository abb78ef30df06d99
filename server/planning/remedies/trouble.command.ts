/** Cases: opened by whoever sees it first, taken, acted on, escalated, confirmed by the customer, closed. */

import { Refusal } from '../../../contract/refusals.ts'
import {
  KIND_OF_CAUSE,
  type NewTrouble,
  type Playbook,
  type Remedy,
  type TroubleKind,
  USUAL_ESCALATION_MINUTES,
  USUAL_MINUTES,
} from '../../../contract/remedies.ts'
import { changeRecord, createRecord, getRecord, nextNumber, type State } from '../../ledger/index.ts'
import { askHow } from '../../modules/feedback/index.ts'
import { queueMessages } from '../../modules/messages/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type LineId, type LineInDanger, loadLine } from './line.store.ts'
import { findOpenTrouble, findPlaybook, listDueEscalations, requireMember } from './trouble.store.ts'
import { trouble } from './trouble.ts'

const MINUTE_MS = 60_000

/** Who acts, where a person does. */
const userOf = ({ principal }: Context): string | null =>
  principal.actor.startsWith('user:') ? principal.actor.slice('user:'.length) : null

interface Opening {
  readonly line: LineInDanger
  readonly detected_by: 'rule' | 'person' | 'customer'
  readonly detected_at: Date
  readonly kind: TroubleKind
  readonly is_emergency: boolean
  readonly owner: string | null
  readonly note: string | null
}

export const kindOf = ({ reasons }: Pick<LineInDanger, 'reasons'>): TroubleKind =>
  KIND_OF_CAUSE[reasons[0]?.code ?? ''] ?? 'delay'

/** Refuses `not_found` for a line that is not open, and `already_exists` while a case of the line is open. */
export function openTrouble(context: Context, wish: NewTrouble): Promise<{ trouble_id: string }> {
  return inTransaction(context, async (tx) => {
    const line = await loadLine(tx, wish, 'lock')
    const open = await findOpenTrouble(tx, wish)
    if (open) throw new Refusal('already_exists', { trouble_id: open.trouble_id })
    if (wish.owner) await requireMember(tx, wish.owner)
    const opening: Opening = {
      line,
      detected_by: wish.detected_by,
      detected_at: context.clock.now(),
      kind: wish.kind ?? kindOf(line),
      is_emergency: wish.is_emergency ?? false,
      owner: wish.owner ?? null,
      note: wish.note ?? null,
    }
    return { trouble_id: String((await begin(context, tx, opening)).trouble_id) }
  })
}

async function begin(context: Context, tx: Tx, opening: Opening): Promise<State> {
  const { line, kind, is_emergency } = opening
  const now = context.clock.now()
  const book = await findPlaybook(tx, kind, dayOf(now))
  const owner = opening.owner ?? book?.owner ?? userOf(context)
  const people = is_emergency ? [...new Set([...(owner ? [owner] : []), ...(book?.people ?? [])])] : []
  return createRecord(context, tx, trouble, {
    trouble_id: await nextNumber(context, { subjectType: trouble.subjectType, prefix: 'TB' }),
    kind,
    order_id: line.order_id,
    line_number: line.line_number,
    customer_id: line.customer_id,
    detected_by: opening.detected_by,
    detected_at: opening.detected_at.toISOString(),
    impact_on: line.to_date,
    state: 'open',
    playbook_id: book?.playbook_id ?? null,
    owner: is_emergency ? (people[0] ?? null) : owner,
    deadline_at: after(opening.detected_at, book?.minutes ?? USUAL_MINUTES[kind]),
    is_emergency,
    people,
    escalation_minutes: is_emergency ? (book?.escalation_minutes ?? USUAL_ESCALATION_MINUTES) : null,
    escalation: 0,
    escalates_at: is_emergency ? after(now, book?.escalation_minutes ?? USUAL_ESCALATION_MINUTES) : null,
    choices: [],
    note: opening.note,
  })
}

/** As everywhere in the terms, the day is that of UTC where no place is asked for. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)

const after = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE_MS).toISOString()

export interface RemedyNote {
  readonly remedy: Remedy
  readonly message_id: string | null
  readonly choices: readonly string[]
}

/** The case of the line, opened where there is none, with what was done about it and what that promised. */
export async function noteRemedy(context: Context, tx: Tx, line: LineInDanger, note: RemedyNote): Promise<string> {
  const now = context.clock.now()
  const known = await findOpenTrouble(tx, line)
  const trouble_id =
    known?.trouble_id ??
    String(
      (
        await begin(context, tx, {
          line,
          kind: kindOf(line),
          detected_by: 'rule',
          detected_at: line.warned_at ?? now,
          is_emergency: false,
          owner: userOf(context),
          note: null,
        })
      ).trouble_id,
    )
  const { remedy, message_id, choices } = note
  const { to_date, chance, extra_cost_minor } = remedy
  const change = (state: State) => ({
    state: 'acted',
    owner: state.owner ?? userOf(context),
    remedy: remedy.kind,
    forecast: { to_date, chance, extra_cost_minor },
    acted_at: now.toISOString(),
    told_at: message_id === null ? (state.told_at ?? null) : now.toISOString(),
    message_id: message_id ?? state.message_id ?? null,
    choices: [...choices],
    choice: null,
  })
  await changeRecord(context, tx, trouble, trouble_id, change, { event: 'RemedyChosen' })
  return trouble_id
}

const change = (
  context: Context,
  id: string,
  event: string,
  decide: (state: State, now: string) => State,
): Promise<{ trouble_id: string }> =>
  inTransaction(context, async (tx) => {
    const now = context.clock.now().toISOString()
    await changeRecord(context, tx, trouble, id, (state) => decide(state, now), { event })
    return { trouble_id: id }
  })

const requireOpen = ({ trouble_id, state }: State): void => {
  if (state === 'closed') throw new Refusal('wrong_state', { trouble_id, state })
}

/** Takes a case, or hands it to somebody. Refuses `not_found` for nobody of ours, `wrong_state` once it is closed. */
export async function takeTrouble(context: Context, id: string, owner: string | null): Promise<{ trouble_id: string }> {
  if (owner !== null) await inTransaction(context, (tx) => requireMember(tx, owner))
  return change(context, id, 'TroubleTaken', (state) => {
    requireOpen(state)
    return { owner: owner ?? userOf(context) }
  })
}

/** The customer has confirmed: an emergency's clock stops. */
export const confirmTrouble = (context: Context, id: string, choice: string): Promise<{ trouble_id: string }> =>
  change(context, id, 'TroubleConfirmed', (state, now) => {
    requireOpen(state)
    return { confirmed_at: now, choice, escalates_at: null }
  })

/** Refuses `wrong_state` for an emergency that the customer has not confirmed: it is not over because we say so. */
export const closeTrouble = (context: Context, id: string, note: string | null): Promise<{ trouble_id: string }> =>
  inTransaction(context, async (tx) => {
    const { state: before } = await getRecord(tx, trouble, id, 'FOR UPDATE')
    const closed = await change({ ...context, tx }, id, 'TroubleClosed', (state, now) => {
      requireOpen(state)
      if (state.is_emergency === true && !state.confirmed_at)
        throw new Refusal('wrong_state', { trouble_id: id, state: 'not_confirmed' })
      return { state: 'closed', closed_at: now, escalates_at: null, note: note ?? state.note ?? null }
    })
    if (isKnownToCustomer(before)) await tellClosed(context, tx, before)
    return closed
  })

/** What was put right before the customer heard of it is nothing to ask about. */
const isKnownToCustomer = ({ detected_by, told_at, choice }: State): boolean =>
  detected_by === 'customer' || Boolean(told_at) || Boolean(choice)

async function tellClosed(context: Context, tx: Tx, state: State): Promise<void> {
  const [trouble_id, order_id, customer_id] = [state.trouble_id, state.order_id, state.customer_id] as string[]
  const about = { about: 'trouble' as const, about_id: trouble_id!, customer_id: customer_id! }
  const ask_id = await askHow(context, tx, { ...about, contact_id: null, order_id: order_id! })
  if (ask_id === null) return
  await queueMessages(context, tx, [
    {
      ...{ customer_id: customer_id!, kind: 'problem_closed', message_key: `problem_closed ${trouble_id}` },
      ...{ order_id: order_id!, content: { order_id: order_id!, lines: [], ask_id }, is_urgent: false },
    },
  ])
}

/** A customer's choice for a line of an own order. Refuses `not_found` without a case that offers one. */
export function chooseForLine(context: Context, key: LineId, choice: string): Promise<{ trouble_id: string }> {
  return inTransaction(context, async (tx) => {
    const open = await findOpenTrouble(tx, key)
    const { customerId } = context.principal
    if (!open || (customerId !== null && open.customer_id !== customerId)) throw new Refusal('not_found', { ...key })
    const { state } = await getRecord(tx, trouble, open.trouble_id)
    if (!(state.choices as string[] | undefined)?.includes(choice)) throw new Refusal('not_found', { ...key, choice })
    return confirmTrouble({ ...context, tx }, open.trouble_id, choice)
  })
}

const ESCALATED_AT_ONCE = 100

/** Emergencies whose time ran out go to the next person; the last one keeps being called. Returns how many. */
export function escalateDue(context: Context): Promise<number> {
  return inTransaction(context, async (tx) => {
    const due = await listDueEscalations(tx, context.clock.now(), ESCALATED_AT_ONCE)
    for (const { trouble_id } of due) await escalate(context, tx, trouble_id)
    return due.length
  })
}

async function escalate(context: Context, tx: Tx, id: string): Promise<void> {
  const now = context.clock.now()
  const next = (state: State): State => {
    const people = (state.people as string[] | undefined) ?? []
    const escalation = Number(state.escalation ?? 0) + 1
    const minutes = Number(state.escalation_minutes ?? USUAL_ESCALATION_MINUTES)
    return {
      escalation,
      owner: people[Math.min(escalation, people.length - 1)] ?? state.owner ?? null,
      escalates_at: after(now, minutes),
    }
  }
  await changeRecord(context, tx, trouble, id, next, { event: 'TroubleEscalated' })
}

/** Refuses people who are not ours. */
export async function checkPlaybook(tx: Tx, state: State): Promise<void> {
  const book = state as unknown as Playbook
  const people = [book.owner, ...(book.people ?? []), ...(book.steps ?? []).map(({ owner }) => owner)]
  for (const id of new Set(people.filter((one): one is string => typeof one === 'string'))) await requireMember(tx, id)
}
