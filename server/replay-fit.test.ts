/** Simulated companies of other seeds: the replay under the packages that held then gives what really happened. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { replay, simulate } from '../engines/replay/index.ts'
import { buildWorld } from '../engines/simulation/index.ts'
import { openTestDatabase, type TestDatabase } from '../tests/fixtures/database.ts'
import { getRecord } from './ledger/index.ts'
import { servicePackage } from './modules/policies/index.ts'
import { gatherFacts } from './planning/replays/gather-facts.ts'
import type { Context } from './platform/context.ts'
import { inSnapshot } from './platform/database/transaction.ts'
import { randomIds } from './platform/ids.ts'
import { bringIn } from './sample.ts'
import { followVerdicts } from './views/verdicts/refresh.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

describe.each([11, 42])('the company of seed %i', (seed) => {
  let db: TestDatabase
  let context: Context

  beforeAll(async () => {
    db = await openTestDatabase()
    context = { ...db.context(), ids: randomIds }
    await bringIn(context, buildWorld({ seed, orders: 700, endInstant: db.clock.now().getTime(), products: 60 }))
    await context.database.pool.query('SELECT platform.refresh_statistics()')
    while (await followVerdicts(context)) {}
    await context.database.pool.query('SELECT platform.refresh_statistics()')
  })
  afterAll(() => db?.close())

  test('is told again within a point, in all and under a package that changes nothing', async () => {
    const gathered = await inSnapshot(context, async (tx) => {
      const { state } = await getRecord(tx, servicePackage, 'HOSPITALITY-1')
      const draft = { ...state, draft_id: 'SAME', package_id: 'SAME', valid_from: '2026-04-01' }
      return gatherFacts(tx, draft as never, db.clock.now())
    })
    const simulated = simulate(gathered.facts, { pairs: 30 })
    expect(simulated.fit.replayed! - simulated.fit.actual!).toBeGreaterThan(-0.01)
    expect(simulated.fit.replayed! - simulated.fit.actual!).toBeLessThan(0.01)
    expect(simulated.total.elements.otif.change).toBe(0)
    const { fit, total, touched } = replay(gathered.facts)
    expect(fit.lines).toBeGreaterThan(1500)
    expect(fit.isFit).toBe(true)
    expect(Math.abs(fit.actual! - fit.replayed!)).toBeLessThan(0.01)
    expect(total.elements.otif.change).toBe(0)
    expect(touched).toMatchObject({ winners: 0, losers: 0 })
  })
})
