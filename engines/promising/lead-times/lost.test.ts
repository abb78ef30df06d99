import { describe, expect, it } from 'vitest'
import { daysUntilKnown, isLost } from './lost.ts'

const delivered = (days: number) => ({ days, isOpen: false })
const open = (days: number) => ({ days, isOpen: true })

describe('orders that never come', () => {
  it('are open for longer than all but one in two hundred deliveries took', () => {
    const samples = [...Array.from({ length: 199 }, (_, i) => delivered(i % 10)), delivered(90), open(11)]
    const known = daysUntilKnown(samples)
    expect(known).toBe(90)
    expect(daysUntilKnown([...samples, ...Array.from({ length: 400 }, () => delivered(3))])).toBe(9)
    expect(isLost(open(91), known)).toBe(true)
    expect(isLost(open(90), known)).toBe(false)
  })

  it('are never said of what was delivered, nor where nothing was', () => {
    expect(isLost(delivered(1000), 5)).toBe(false)
    expect(daysUntilKnown([open(400)])).toBeNull()
    expect(isLost(open(400), null)).toBe(false)
  })
})
