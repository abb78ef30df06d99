import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../engines/shared/index.ts'
import { riskBackTest } from './risk.ts'

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

describe('a back-test of late risk', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sevenfold-risk-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function write(name: string, text: string): string {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  /** Near places take two to eleven days, far ones eight to seventeen; everybody is given seven to eighteen. */
  function history(): string {
    const random = seededRandom(9)
    const lines = Array.from({ length: 900 }, (_, i) => {
      const asked = 20_000 + Math.floor(i / 4)
      const place = i % 2 === 0 ? 'near' : 'far'
      const came = asked + (place === 'near' ? 2 : 8) + random.below(10)
      return [place, dayText(asked), dayText(asked + 7 + random.below(12)), dayText(came)].join(',')
    })
    return write('history.csv', `place,asked,due,came\n${lines.join('\n')}\n`)
  }

  const mapping = (more: object) =>
    write('map.json', JSON.stringify({ asked: { column: 'asked' }, promised: 'due', delivered: 'came', ...more }))

  it('knows from the times it takes which promises give too little', async () => {
    const map = mapping({ names: ['place'], times: { destination: 'place' } })
    const report = await riskBackTest({ file: history(), map, judgedShare: 0.3 })
    expect(report.rows).toEqual({ read: 900, leftOut: 0 })
    expect(report.model.auc).toBeGreaterThan(0.85)
    expect(report.times!.auc).toBeGreaterThan(0.85)
  }, 60_000)

  it('does without times where the mapping names none', async () => {
    const report = await riskBackTest({ file: history(), map: mapping({ names: ['place'] }), judgedShare: 0.3 })
    expect(report.times).toBeNull()
    expect(report.model.auc).toBe(report.trees.auc)
  }, 60_000)

  it('refuses a mapping that is none', async () => {
    const map = mapping({ times: { destinaton: 'place' } })
    await expect(riskBackTest({ file: history(), map, judgedShare: 0.3 })).rejects.toThrow('times')
  })
})

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const OLIST = at('../../shared/data/olist/olist_orders_dataset.csv.gz')

describe.skipIf(!existsSync(OLIST))('the public Olist history (skipped where ../shared/data/olist is absent)', () => {
  it('is foretold better than by a regression, and about as high as it comes', async () => {
    const report = await riskBackTest({ file: OLIST, map: at('../examples/imports/olist.risk.json'), judgedShare: 0.3 })
    expect(report.model).toMatchObject({ cases: 1151, late: 147 })
    expect(report.model.auc).toBeGreaterThan(0.74)
    expect(report.model.auc).toBeGreaterThan(report.logistic.auc + 0.05)
    expect(report.model.calibrationError).toBeLessThan(report.model.errorByChance + 0.02)
  }, 120_000)
})
