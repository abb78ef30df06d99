/** Which kind of picture the bytes are: what a file calls itself counts for nothing. */
const isAt = (bytes: Uint8Array, at: number, wanted: string) =>
  [...wanted].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

export const PHOTO_BYTES_MAX = 5 * 1024 * 1024

/** Null: none that we keep. Formats that can hold script, such as SVG, are none. */
export function photoKind(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (bytes[0] === 0x89 && isAt(bytes, 1, 'PNG\r\n\u001a\n')) return 'image/png'
  if (isAt(bytes, 0, 'RIFF') && isAt(bytes, 8, 'WEBP')) return 'image/webp'
  return null
}
