import { expect, test } from 'vitest'
import { daysFor, findStage, USUAL_RULES } from './claim.ts'
import { photoKind } from './photo-kind.ts'

const nothing = {
  wasMovedToDamaged: false,
  leftShort: false,
  carrierReported: false,
  notedAtDoor: false,
  signedClean: false,
}

test('names the stage of harm only where the record does', () => {
  expect(findStage('damage', { ...nothing, signedClean: true })).toEqual({ stage: 'unknown', evidence: 'signed_clean' })
  expect(findStage('damage', { ...nothing, notedAtDoor: true })).toEqual({
    stage: 'transport',
    evidence: 'noted_at_door',
  })
  const both = { ...nothing, notedAtDoor: true, carrierReported: true }
  expect(findStage('damage', both).evidence).toBe('carrier_reported')
  expect(findStage('shortage', { ...nothing, leftShort: true })).toEqual({ stage: 'packing', evidence: 'left_short' })
  expect(findStage('damage', nothing)).toEqual({ stage: 'unknown', evidence: 'nothing_recorded' })
})

test('concealed damage may be told later than visible damage, and goods returned later still', () => {
  const line = (condition?: 'DMG_CONCEALED') => [{ line_number: 1, quantity: 1, condition }]
  expect(daysFor({ kind: 'damage', lines: line() }, USUAL_RULES)).toBe(3)
  expect(daysFor({ kind: 'damage', lines: line('DMG_CONCEALED') }, USUAL_RULES)).toBe(7)
  expect(daysFor({ kind: 'return', lines: line() }, USUAL_RULES)).toBe(14)
})

test('a picture is known by its bytes, and what can hold script is none', () => {
  expect(photoKind(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(photoKind(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png')
  expect(photoKind(Buffer.from('RIFF....WEBP'))).toBe('image/webp')
  expect(photoKind(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeNull()
  expect(photoKind(new Uint8Array())).toBeNull()
})
