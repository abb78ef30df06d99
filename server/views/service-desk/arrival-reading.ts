/**
 * How certain it is that a text asks where an order is. A rule reads it; its certainty is the share of texts read alike that the
 * company's own people have sorted as a question for the arrival, beside thirty cases stated beforehand, of which twenty-seven were right.
 * Where the learned sorting is worth saying and says otherwise, its chance is the certainty.
 */
import sql from 'sql-template-tag'
import { type ArrivalReading, readArrivalQuestion } from '../../../engines/sorting/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { suggestTopic } from './topic-suggestion.ts'

const STATED = { right: 27, cases: 30 }
const READ_MAX = 2_000

export interface ArrivalTrack {
  readonly right: number
  readonly cases: number
}

interface Kept extends ArrivalTrack {
  readonly mark: string
}

const kept = new Map<string, Kept>()
const KEPT_MAX = 200

export const certaintyOf = ({ right, cases }: ArrivalTrack): number => (right + STATED.right) / (cases + STATED.cases)

export async function readQuestion(
  tx: Tx,
  text: string,
): Promise<{ reading: ArrivalReading; certainty: number } & ArrivalTrack> {
  const track = await arrivalTrack(tx)
  const reading = readArrivalQuestion(text)
  const share = certaintyOf(track)
  if (!reading.isArrival) return { reading, certainty: 0, ...track }
  const learned = await suggestTopic(tx, text)
  const isOtherwise = learned !== null && learned.topic !== 'arrival'
  return { reading, certainty: isOtherwise ? Math.min(share, 1 - learned.chance) : share, ...track }
}

/** How the rule did on what people have sorted: read alike, and how many of these were questions for the arrival. */
export async function arrivalTrack(tx: Tx): Promise<ArrivalTrack> {
  const [row] = await tx.query<{ mark: string }>(sql`SELECT count(*) || ' ' || coalesce(sum(subject_version), 0) AS mark
    FROM inquiries.inquiry WHERE tenant_id = ${tx.tenantId}::uuid AND topic_by = 'person'`)
  const known = kept.get(tx.tenantId)
  if (known?.mark === row!.mark) return { right: known.right, cases: known.cases }
  const texts = await tx.query<{ topic: string; text: string }>(sql`SELECT i.topic, i.subject || E'\n' || e.text AS text
    FROM inquiries.inquiry i JOIN inquiries.entry e ON e.tenant_id = i.tenant_id AND e.inquiry_id = i.inquiry_id
      AND e.entry_number = 1
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.topic_by = 'person' AND i.topic IS NOT NULL
    ORDER BY i.received_at DESC, i.inquiry_id LIMIT ${READ_MAX}`)
  const read = texts.filter(({ text }) => readArrivalQuestion(text).isArrival)
  const right = read.filter(({ topic }) => topic === 'arrival').length
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
  kept.set(tx.tenantId, { mark: row!.mark, right, cases: read.length })
  return { right, cases: read.length }
}
