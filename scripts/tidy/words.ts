/** The glossary's forbidden twins, searched in identifiers and file names. */
import { blankQuery, blankScript } from './blank.ts'
import { type Finding, findAll, type SourceFile } from './tree.ts'

export interface Glossary {
  /** Twin in camelCase to the word to use. */
  readonly twins: ReadonlyMap<string, string>
  readonly fileNames: ReadonlySet<string>
  readonly allowed: readonly { readonly word: string; readonly where: RegExp }[]
}

const codeMarks = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)

const section = (text: string, title: string) => text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''

const rows = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('|---'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    )

function toPattern(where: string): RegExp {
  const pattern = where.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, where === '*' ? '.*' : '[^/]*')
  if (where.endsWith('/')) return new RegExp(`^${pattern}`)
  return new RegExp(`${where.startsWith('*') ? '' : '^'}${pattern}$`)
}

/** Reads docs/glossary.md: the twins of the first table, the file names, and where a twin is allowed. */
export function parseGlossary(text: string): Glossary {
  const twins = new Map<string, string>()
  for (const [, ours = '', , never = ''] of rows(section(text, 'Words and their twins'))) {
    // A word in brackets explains; it is no twin.
    for (const twin of codeMarks(never.replace(/\([^)]*\)/g, ''))) twins.set(twin, codeMarks(ours)[0] ?? ours)
  }
  const allowed = rows(section(text, 'Where a twin is allowed')).flatMap(([words = '', where = '']) =>
    codeMarks(words).flatMap((word) => where.split(', ').map((path) => ({ word, where: toPattern(path.trim()) }))),
  )
  return { twins, allowed, fileNames: new Set(codeMarks(section(text, 'File names'))) }
}

const segments = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const singular = (word: string) =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

/** True when the twin's words stand in the name side by side; `serviceLevel` must stand alone, `cycleServiceLevel` is ours. */
export function hasTwin(name: string, twin: string): boolean {
  const parts = segments(name)
  const wanted = segments(twin)
  if (twin === 'serviceLevel') return parts.length === 2 && parts.every((part, index) => part === wanted[index])
  const fits = (start: number) =>
    wanted.every((word, index) => parts[start + index] === word || singular(parts[start + index] ?? '') === word)
  return parts.some((_, start) => fits(start))
}

/** Names after a dot belong to whoever declared them; imported names to the package they come from. */
const IDENTIFIER = /(?<![.\w$#@-])[A-Za-z_$][\w$]*/g
const PACKAGE_IMPORT = /^import\s[^;]*?from\s+'[^.'][^']*'/gm

function codeOf(file: SourceFile): string | undefined {
  if (/\.(ts|tsx)$/.test(file.path))
    return blankScript(file.text.replace(PACKAGE_IMPORT, (text) => text.replace(/[^\n]/g, ' ')))
  if (file.path.startsWith('server/migrations/') && file.path.endsWith('.sql')) return blankQuery(file.text)
  return undefined
}

export function forbiddenTwins(files: readonly SourceFile[], glossary: Glossary): Finding[] {
  const known = new Map<string, string[]>()
  const twinsIn = (name: string) => {
    const before = known.get(name)
    if (before) return before
    const found = [...glossary.twins.keys()].filter((twin) => hasTwin(name, twin))
    known.set(name, found)
    return found
  }
  return files.flatMap((file) => {
    const code = codeOf(file)
    if (code === undefined) return []
    const isAllowed = (twin: string) =>
      glossary.allowed.some(({ word, where }) => word === twin && where.test(file.path))
    const seen = new Set<string>()
    return findAll(
      'forbidden twin',
      file,
      IDENTIFIER,
      ([name]) => {
        if (seen.has(name)) return undefined
        seen.add(name)
        const hit = twinsIn(name).find((twin) => !isAllowed(twin))
        return hit && `"${name}" uses ${hit}; our word is ${glossary.twins.get(hit)} (docs/glossary.md)`
      },
      code,
    )
  })
}

export function forbiddenFileNames(files: readonly SourceFile[], glossary: Glossary): Finding[] {
  return files
    .filter(({ path }) => /\.(ts|tsx)$/.test(path))
    .flatMap(({ path }) => {
      const name = path.split('/').find((part) => glossary.fileNames.has(part.replace(/\..*$/, '')))
      return name ? [{ check: 'file name', path, line: 1, message: `"${name}" hides a better name` }] : []
    })
}
