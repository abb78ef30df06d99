import { expect, test } from 'vitest'
import { linesOfText } from './lines-of-text.ts'

test('a name is broken between words, a long word within', () => {
  expect(linesOfText('Hand over to the carrier', 14, 3)).toEqual(['Hand over to', 'the carrier'])
  expect(linesOfText('Lieferbestätigungsdienst', 12, 3)).toEqual(['Lieferbestät', 'igungsdienst'])
})

test('what does not fit ends in an ellipsis, and wide letters count twice', () => {
  expect(linesOfText('one two three four five', 9, 2)).toEqual(['one two', 'three…'])
  expect(linesOfText('檢查交付的貨物', 10, 2)).toEqual(['檢查交付的', '貨物'])
})

test('Armenian letters take more room, so that they stay in their box', () => {
  expect(linesOfText('Խոստումը տեղափոխված է', 20, 2)).toEqual(['Խոստումը', 'տեղափոխված է'])
})
