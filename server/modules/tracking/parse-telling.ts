/** JSON from outside, no deeper than what keeps it can write again: a reader in the database, and one in JavaScript, calls itself. */
const DEPTH_MAX = 200

/** Throws a `SyntaxError` for what is no JSON or is nested too deep. */
export function parseTelling(content: string): unknown {
  let depth = 0
  let isText = false
  for (let at = 0; at < content.length; at++) {
    const letter = content[at]
    if (isText) {
      if (letter === '\\') at++
      else if (letter === '"') isText = false
    } else if (letter === '"') isText = true
    else if (letter === '[' || letter === '{') {
      if (++depth > DEPTH_MAX) throw new SyntaxError(`nested deeper than ${DEPTH_MAX}`)
    } else if (letter === ']' || letter === '}') depth--
  }
  return JSON.parse(content)
}
