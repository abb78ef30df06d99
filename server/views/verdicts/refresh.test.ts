import sql from 'sql-template-tag'
import { afterAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/fixtures/database.ts'
import { followToTheEnd } from '../../../tests/fixtures/follow.ts'
import { startRandomHistory } from '../../../tests/fixtures/random-history.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { followVerdicts, rebuildVerdicts, sweepVerdicts } from './refresh.ts'

const opened: TestDatabase[] = []
const open = async () => {
  const database = await openTestDatabase()
  opened.push(database)
  return database
}
afterAll(async () => {
  for (const database of opened) await database.close()
})

test.each([1, 2, 3])(
  'running counters equal a rebuild to the last digit, whatever the order of events (seed %i)',
  async (seed) => {
    const test = await open()
    const context = test.context()
    const history = await startRandomHistory(context, 40, seed)
    test.clock.moveTo(new Date('2026-01-12T00:00:00Z'))
    for (let round = 0; (await history.happen(7 + round * 3)) > 0; round++) {
      test.clock.moveTo(new Date(test.clock.now().getTime() + 3 * 86_400_000))
      if (round % 2 === 0) await followVerdicts(context, 1 + ((round * 13) % 40))
      if (round % 3 === 0) await sweepVerdicts(context)
    }
    await followToTheEnd(context)
    while ((await sweepVerdicts(context)) > 0);
    const rebuilt = await rebuildVerdicts(context)
    expect(rebuilt.lines).toBeGreaterThan(50)
    expect(rebuilt).toMatchObject({ changedLines: 0, changedRows: 0 })
  },
)

test('threads judge what one alone judges, and find what was tampered with', async () => {
  const test = await open()
  const context = test.context()
  await (await startRandomHistory(context, 30, 5)).happen(1000)
  const nothing = () => undefined
  await followVerdicts(context, undefined, 2)
  const first = await rebuildVerdicts(context, nothing, 2)
  expect(first.lines).toBeGreaterThan(20)
  expect(first).toMatchObject({ changedLines: 0, changedRows: 0 })
  expect(await rebuildVerdicts(context, nothing, 0)).toMatchObject({
    lines: first.lines,
    changedLines: 0,
    changedRows: 0,
  })
  await inTransaction(context, (tx) =>
    tx.execute(sql`DELETE FROM views.line_verdict WHERE tenant_id = ${tx.tenantId}::uuid AND line_number = 1`),
  )
  const mended = await rebuildVerdicts(context, nothing, 2)
  expect(mended.changedLines).toBeGreaterThan(0)
  expect(mended.changedRows).toBe(0)
  const fails = () => {
    throw new Error('cancelled')
  }
  await expect(rebuildVerdicts(context, fails, 2)).rejects.toThrow('cancelled')
  expect(await rebuildVerdicts(context, nothing, 2)).toMatchObject({ changedLines: 0, changedRows: 0 })
})

test('a rebuild repairs figures that were tampered with', async () => {
  const test = await open()
  const context = test.context()
  await (await startRandomHistory(context, 15, 9)).happen(1000)
  const first = await rebuildVerdicts(context)
  expect(first.changedLines).toBe(first.lines)
  await inTransaction(context, async (tx) => {
    await tx.execute(sql`DELETE FROM views.rollup WHERE tenant_id = ${tx.tenantId}::uuid AND cube = 1`)
    await tx.execute(
      sql`UPDATE views.line_verdict SET rights = 0 WHERE tenant_id = ${tx.tenantId}::uuid AND line_number = 1`,
    )
  })
  const second = await rebuildVerdicts(context)
  expect(second.changedRows).toBeGreaterThan(0)
  expect(await rebuildVerdicts(context)).toMatchObject({ changedLines: 0, changedRows: 0 })
})
