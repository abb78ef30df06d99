import { describe, expect, it } from 'vitest'
import { commonest, toAdd } from './to-add.ts'

describe('what a file could add', () => {
  it('is what its rows were refused for, where files of this kind may add it', () => {
    expect(toAdd('history', ['unknown_product', 'not_a_date', 'unknown_customer'])).toEqual(['customers', 'products'])
    expect(toAdd('contacts', ['unknown_customer'])).toEqual([])
    expect(toAdd('shipments', ['unknown_carrier', 'unknown_location'])).toEqual(['carriers'])
  })

  it('leaves one reason to name: the one at most rows', () => {
    const problem = (field: string, code: string) => ({ field, code })
    const problems = [problem('a', 'phrase'), problem('b', 'not_a_date'), problem('b', 'not_a_date')]
    expect(commonest(problems)).toEqual(problem('b', 'not_a_date'))
    expect(commonest([])).toBeUndefined()
  })
})
