/**
 * One pass over many orders: judge them, store the verdicts that changed, and move the counters.
 *
 * Running updates and rebuilds share all of it. They differ in one thing: a running update tallies the difference
 * between old and new verdicts and adds it to the stored counters; a rebuild tallies every verdict and replaces them.
 */
import type { Tx } from '../../platform/database/database.ts'
import { applyChanges, replaceRows } from '../scorecard/rollup-rows.ts'
import { Tally, type TallyRow } from '../scorecard/tally.ts'
import { TallyStore } from '../scorecard/tally-store.ts'
import { splitLine } from './copy-rows.ts'
import { judgeOrder } from './judge-drafts.ts'
import type { OrderDraft } from './line-draft.ts'
import { draftOrders } from './line-drafts.ts'
import { type LineTables, type OrderScope, readLineTables } from './line-tables.ts'
import { type LineRecord, readRecord, writeRecord } from './record.ts'
import { loadRulebook, type Rulebook } from './rulebook.ts'
import { readStoredLines, type VerdictChanges, writeVerdicts } from './verdict-rows.ts'

export type PassKind = 'update' | 'rebuild'

export interface Judged {
  readonly lines: number
  readonly changedLines: number
}

export interface PassResult extends Judged {
  /** Rollup rows written or deleted; after a rebuild of figures that were right, 0. */
  readonly changedRows: number
}

type Store = (changes: VerdictChanges) => Promise<void>

export interface PassSetting {
  readonly now: Date
  /** Stores verdicts that have changed; by itself a pass does so in its own transaction. */
  readonly store?: Store
}

/** Entries of the tally that are added up at a time; bounds the memory of each thread, whatever the history's length. */
const ENTRIES_MAX = 250_000

export class JudgePass {
  private readonly tx: Tx
  private readonly kind: PassKind
  private readonly now: number
  private readonly store: Store
  private readonly rulebook: Rulebook
  private readonly tally = new Tally()
  private readonly sums = new TallyStore()
  private lines = 0
  private changedLines = 0

  private constructor(
    tx: Tx,
    kind: PassKind,
    { now, store, rulebook }: Required<PassSetting> & { rulebook: Rulebook },
  ) {
    this.tx = tx
    this.kind = kind
    this.now = now.getTime()
    this.store = store
    this.rulebook = rulebook
  }

  static async start(tx: Tx, kind: PassKind, setting: PassSetting): Promise<JudgePass> {
    // A chunk's documents are few of many: reading their tables through or hashing them, as the planner likes to, would
    // make each chunk cost what the whole history costs. Parallel workers would only take the processor from judging.
    await tx.client.query(`SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
      SET LOCAL enable_mergejoin = off; SET LOCAL max_parallel_workers_per_gather = 0`)
    const store: Store = (changes) => writeVerdicts(tx, changes)
    return new JudgePass(tx, kind, { store, ...setting, rulebook: await loadRulebook(tx) })
  }

  /**
   * Judges the orders of each scope and stores the lines that changed. While one scope is judged the next is being read,
   * so that the server and this process work at the same time. `onJudged` hears how many orders each scope held.
   */
  async judgeAll(scopes: AsyncIterable<OrderScope>, onJudged: (orders: number) => Promise<void> | void): Promise<void> {
    const iterator = scopes[Symbol.asyncIterator]()
    let reading = this.readNext(iterator)
    for (let read = await reading; read !== null; read = await reading) {
      reading = this.readNext(iterator)
      // A failed read is reported by the next turn of the loop, unless judging fails first.
      reading.catch(() => undefined)
      await onJudged(await this.judge(read))
    }
  }

  private async readNext(scopes: AsyncIterator<OrderScope>): Promise<ReadOrders | null> {
    const next = await scopes.next()
    if (next.done) return null
    const tables = await readLineTables(this.tx, next.value, this.rulebook.wanted)
    return { tables, stored: await readStoredLines(this.tx, next.value) }
  }

  private async judge({ tables, stored }: ReadOrders): Promise<number> {
    const orders = draftOrders(tables)
    await this.rulebook.complete(this.tx, orders)
    const changes = { written: [] as string[], stale: [] as string[] }
    let count = 0
    for (const order of orders) {
      this.judgeOrder(order, stored, changes)
      count += order.length
      // Now and then the connection gets its turn.
      if (count % 32 < order.length) await new Promise(setImmediate)
    }
    for (const lines of stored.values()) this.dropOrder(lines, changes)
    if (changes.written.length + changes.stale.length > 0) await this.store(changes)
    this.lines += count
    this.changedLines += changes.written.length + changes.stale.length
    if (this.tally.entries > ENTRIES_MAX) this.sums.addAll(this.tally.drain())
    return orders.length
  }

  private judgeOrder(order: OrderDraft, stored: Map<string, string[]>, changes: Changes): void {
    const records = judgeOrder(order, this.rulebook, this.now)
    const texts = records.map(writeRecord)
    const key = texts[0]!.slice(0, texts[0]!.indexOf('\t'))
    const old = stored.get(key) ?? []
    stored.delete(key)
    const isSame = old.length === texts.length && texts.every((text, index) => text === old[index])
    if (this.kind === 'rebuild') this.tally.addOrder(records, 1)
    if (isSame) return
    if (this.kind === 'update') this.move(old, records)
    noteDifference(old, texts, changes)
  }

  /** Lines stored for an order that has none any more. */
  private dropOrder(old: string[], changes: Changes): void {
    if (this.kind === 'update') this.move(old, [])
    changes.stale.push(...old)
  }

  private move(old: readonly string[], records: readonly LineRecord[]): void {
    if (old.length)
      this.tally.addOrder(
        old.map((line) => readRecord(splitLine(line))),
        -1,
      )
    if (records.length) this.tally.addOrder(records, 1)
  }

  /** What this pass has found, for another that writes the counters; the pass is over. */
  counted(): { rows: Iterable<TallyRow> } & Judged {
    return { rows: this.sums.take(this.tally.drain()), lines: this.lines, changedLines: this.changedLines }
  }

  /** Takes over what another pass has judged and stored. */
  add(judged: Judged): void {
    this.lines += judged.lines
    this.changedLines += judged.changedLines
  }

  addCounts(rows: Iterable<TallyRow>): void {
    this.sums.addAll(rows)
  }

  /** Writes the counters; the pass is over. */
  async finish(): Promise<PassResult> {
    const { rows } = this.counted()
    // The counters are joined as wholes.
    await this.tx.client.query('SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on')
    const changedRows =
      this.kind === 'update' ? await applyChanges(this.tx, [...rows]) : await replaceRows(this.tx, rows)
    return { lines: this.lines, changedLines: this.changedLines, changedRows }
  }
}

interface ReadOrders {
  readonly tables: LineTables
  readonly stored: Map<string, string[]>
}

interface Changes {
  written: string[]
  stale: string[]
}

function noteDifference(old: readonly string[], texts: readonly string[], changes: Changes): void {
  const kept = new Set(texts)
  const known = new Set(old)
  for (const line of old) if (!kept.has(line)) changes.stale.push(line)
  for (const text of texts) if (!known.has(text)) changes.written.push(text)
}
