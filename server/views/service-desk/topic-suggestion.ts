/**
 * What an inquiry is probably about, by what the company's own people have sorted. A suggestion with its accuracy on texts held
 * back; a person takes it or not, and only what people have said is learned from.
 */
import sql from 'sql-template-tag'
import { InquiryTopic, type TopicSuggestion } from '../../../contract/inquiries.ts'
import {
  type Accuracy,
  crossValidate,
  featuresOf,
  isWorthSaying,
  judge,
  learn,
  type Model,
} from '../../../engines/sorting/index.ts'
import type { Tx } from '../../platform/database/database.ts'

/** The latest that people have sorted; more would only be older. */
const LEARNED_FROM = 2_000

interface Learned {
  /** Changes whenever people sort another one, or otherwise. */
  readonly mark: string
  readonly model: Model
  readonly accuracy: Accuracy | null
}

const kept = new Map<string, Learned>()
const KEPT_MAX = 200

export async function suggestTopic(tx: Tx, text: string): Promise<TopicSuggestion | null> {
  const { model, accuracy } = await learned(tx)
  if (!isWorthSaying(accuracy)) return null
  const found = judge(model, featuresOf(text))
  const topic = InquiryTopic.safeParse(found?.label)
  if (!found || !topic.success) return null
  const { right, cases, interval } = accuracy
  return { topic: topic.data, chance: found.chance, right, cases, low: interval.low, high: interval.high }
}

async function learned(tx: Tx): Promise<Learned> {
  const [row] = await tx.query<{ mark: string }>(sql`SELECT count(*) || ' ' || coalesce(sum(subject_version), 0) AS mark
    FROM inquiries.inquiry WHERE tenant_id = ${tx.tenantId}::uuid AND topic_by = 'person'`)
  const known = kept.get(tx.tenantId)
  if (known?.mark === row!.mark) return known
  const texts = await tx.query<{ topic: string; text: string }>(sql`SELECT i.topic, i.subject || ' ' || e.text AS text
    FROM inquiries.inquiry i JOIN inquiries.entry e ON e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id
      AND e.entry_number = 1
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.topic_by = 'person' AND i.topic IS NOT NULL
    ORDER BY i.received_at DESC, i.inquiry_id LIMIT ${LEARNED_FROM}`)
  const examples = texts.map(({ topic, text }) => ({ label: topic, features: featuresOf(text) }))
  const made = { mark: row!.mark, model: learn(examples), accuracy: crossValidate(examples) }
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(tx.tenantId, made)
  return made
}
