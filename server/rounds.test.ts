import { expect, test } from 'vitest'
import type { Runtime } from './platform/context.ts'
import { goRound } from './rounds.ts'

test('an organization whose work fails keeps no other waiting, and the log names it', async () => {
  const told: unknown[] = []
  const runtime = {
    database: { pool: { query: async () => ({ rows: ['A', 'B', 'C'].map((tenant_id) => ({ tenant_id })) }) } },
    log: { error: (what: unknown, words: string) => told.push([what, words]) },
  } as unknown as Runtime
  const failure = new Error('its rows are locked')
  const done = await goRound(runtime, {
    ...{ name: 'verdicts', complaint: 'could not be judged' },
    work: ({ principal: { tenantId, actor } }) =>
      tenantId === 'B' ? Promise.reject(failure) : Promise.resolve(actor === 'system:verdicts' ? 2 : 0),
  })
  expect(done).toBe(4)
  expect(told).toEqual([[{ err: failure, tenant_id: 'B' }, 'could not be judged']])
})
