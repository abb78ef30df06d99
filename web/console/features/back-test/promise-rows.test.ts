import { describe, expect, it } from 'vitest'
import type { BackTestReport } from '../../../../contract/back-tests.ts'
import { promiseRows, segmentsOf } from './promise-rows.ts'

const kept = (cases: number, share: number) => ({ cases, kept: share, interval: null, mean_days: 4 })
const parts = (share: number) => ({ segments: [{ segment: 'PRO', ...kept(300, share) }], months: [] })
const REPORT: BackTestReport = {
  learned_from: 2_000,
  never_delivered: 3,
  judged_cases: 600,
  skipped: 0,
  from_day: '2026-01-05',
  to_day: '2026-03-01',
  given: { ...kept(600, 0.9), ...parts(0.88) },
  quantiles: [{ quantile: 0.95, ...kept(600, 0.95), ...parts(0.96) }],
  same_share_evenly: null,
  same_share_overall: null,
}

describe('the rows of a back-test', () => {
  it('begin with the promises that were given, of all orders or of one segment', () => {
    expect(promiseRows(REPORT, null).map(({ quantile, kept }) => [quantile, kept])).toEqual([
      [null, 0.9],
      [0.95, 0.95],
    ])
    expect(promiseRows(REPORT, 'PRO').map(({ kept, cases }) => [kept, cases])).toEqual([
      [0.88, 300],
      [0.96, 300],
    ])
    expect(segmentsOf(REPORT)).toEqual(['PRO'])
  })

  it('are those of the quantiles alone where nothing was promised, and none of an unknown segment', () => {
    expect(promiseRows({ ...REPORT, given: null }, null)).toHaveLength(1)
    expect(promiseRows(REPORT, 'NOBODY')).toEqual([])
  })
})
