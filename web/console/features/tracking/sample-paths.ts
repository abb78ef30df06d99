/** The paths that a pasted sample offers: names between dots, `[]` behind a list, as a mapping writes them. */
const PATHS_MAX = 200
const DEPTH_MAX = 10
/** Of a list the first few, since later members often say more than the first. */
const MEMBERS_LOOKED_AT = 20

export function pathsIn(sample: string, format: 'json' | 'csv'): string[] {
  return format === 'csv' ? columnsOf(sample) : namesIn(sample)
}

/** As the server reads a header: dots and brackets would be taken for a path. */
function columnsOf(sample: string): string[] {
  const [head = ''] = sample.replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  const between = [';', '\t', '|', ','].find((mark) => head.includes(mark)) ?? ','
  const names = head.split(between).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replace(/[.[\]]/g, '_'),
  )
  return [...new Set(names.filter((name) => name !== ''))].slice(0, PATHS_MAX)
}

function namesIn(sample: string): string[] {
  let payload: unknown
  try {
    payload = JSON.parse(sample)
  } catch {
    return []
  }
  const found = new Set<string>()
  const look = (value: unknown, path: string, depth: number): void => {
    if (found.size >= PATHS_MAX || depth > DEPTH_MAX) return
    if (Array.isArray(value)) for (const one of value.slice(0, MEMBERS_LOOKED_AT)) look(one, `${path}[]`, depth + 1)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        if (/^[^.[\]]+$/.test(name)) look(inner, path === '' ? name : `${path}.${name}`, depth + 1)
      }
    else if (path !== '') found.add(path)
  }
  look(payload, '', 0)
  return [...found].slice(0, PATHS_MAX)
}

/** The lists that paths go through: one of them holds the events. */
export const listsIn = (paths: readonly string[]): string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const steps = path.split('.')
      return steps.map((_, nth) => steps.slice(0, nth + 1).join('.')).filter((one) => one.endsWith('[]'))
    }),
  ),
]
