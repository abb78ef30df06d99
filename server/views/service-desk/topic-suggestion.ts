/**
 * What an inquiry is probably about, by what the company's own people have sorted. A suggestion with its accuracy on texts held
 * back; a person takes it or not, and only what people have said is learned from.
 */
import sql from 'sql-template-tag'
import { InquiryTopic, type TopicSuggestion, type UrgencySuggestion } from '../../../contract/inquiries.ts'
import {
  type Accuracy,
  featuresOf,
  isWorthSaying,
  judge,
  learn,
  type Model,
  validateForward,
} from '../../../engines/sorting/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** The latest that people have sorted; more would only be older. */
const LEARNED_FROM = 2_000

interface Learned {
  /** Changes whenever people sort another one, or otherwise. */
  readonly mark: string
  readonly topics: Taught
  readonly urgency: Taught
}

interface Taught {
  readonly model: Model
  readonly accuracy: Accuracy | null
}

const kept = new Map<string, Learned>()
const KEPT_MAX = 200

export async function suggestTopic(tx: Tx, text: string): Promise<TopicSuggestion | null> {
  const { model, accuracy } = (await learned(tx)).topics
  if (!isWorthSaying(accuracy)) return null
  const found = judge(model, featuresOf(text))
  const topic = InquiryTopic.safeParse(found?.label)
  if (!found || !topic.success) return null
  const { right, cases, interval } = accuracy
  return { topic: topic.data, chance: found.chance, right, cases, low: interval.low, high: interval.high }
}

/** Only that it is urgent is worth saying; that it is not, is what everybody thinks anyway. */
export async function suggestUrgency(tx: Tx, text: string): Promise<UrgencySuggestion | null> {
  const { model, accuracy } = (await learned(tx)).urgency
  if (!isWorthSaying(accuracy)) return null
  const found = judge(model, featuresOf(text))
  if (found?.label !== URGENT) return null
  const { right, cases, interval } = accuracy
  return { chance: found.chance, right, cases, low: interval.low, high: interval.high }
}

const URGENT = 'urgent'

async function learned(tx: Tx): Promise<Learned> {
  const [row] = await tx.query<{ mark: string }>(sql`SELECT count(*) || ' ' || coalesce(sum(subject_version), 0) AS mark
    FROM inquiries.inquiry WHERE tenant_id = ${tx.tenantId}::uuid AND topic_by = 'person'`)
  const known = kept.get(tx.tenantId)
  if (known?.mark === row!.mark) return known
  const texts = await tx.query<{ topic: string; is_urgent: boolean; text: string }>(sql`SELECT i.topic, i.is_urgent,
      i.subject || ' ' || e.text AS text
    FROM inquiries.inquiry i JOIN inquiries.entry e ON e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id
      AND e.entry_number = 1
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.topic_by = 'person' AND i.topic IS NOT NULL
    ORDER BY i.received_at DESC, i.inquiry_id LIMIT ${LEARNED_FROM}`)
  // Oldest first: what was sorted later must not help to judge what came before.
  const sorted = texts.toReversed().map(({ text, ...said }) => ({ ...said, features: featuresOf(text) }))
  const made = {
    mark: row!.mark,
    topics: taught(sorted.map(({ topic, features }) => ({ label: topic, features }))),
    urgency: taught(sorted.map(({ is_urgent, features }) => ({ label: is_urgent ? URGENT : 'usual', features }))),
  }
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(tx.tenantId, made)
  return made
}

const taught = (examples: Parameters<typeof learn>[0]): Taught => ({
  model: learn(examples),
  accuracy: validateForward(examples),
})
