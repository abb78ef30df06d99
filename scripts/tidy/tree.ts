/** The files of the repository as tidy sees them: what git would keep, read once. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly bytes: number
  /** Empty for files that are not text. */
  readonly text: string
}

export interface Finding {
  readonly check: string
  readonly path: string
  readonly line: number
  readonly message: string
}

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.git', '.sevenfold', 'coverage', 'generated', '.tmp'])
const TEXT =
  /\.(ts|tsx|cjs|mjs|js|json|jsonl|md|sql|html|css|csv|txt|yml|yaml|xml|sh)$|(^|\/)[^.]+$|\.(gitignore|npmrc)$/

/** Walks the folder itself, not git's index, so that a file is checked before it is added. */
export function readTree(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : readTree(root, path)
    if (!entry.isFile() || entry.name.endsWith('.log')) return []
    const { size } = statSync(join(root, path))
    const isReadable = TEXT.test(path) && size <= 1_048_576
    return [{ path, bytes: size, text: isReadable ? readFileSync(join(root, path), 'utf8') : '' }]
  })
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Every match of a pattern in one file, as findings. */
export function findAll(
  check: string,
  file: SourceFile,
  pattern: RegExp,
  message: (match: RegExpMatchArray) => string | undefined,
  text = file.text,
): Finding[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const said = message(match)
    return said ? [{ check, path: file.path, line: lineAt(text, match.index), message: said }] : []
  })
}

export const isTest = (path: string): boolean =>
  /\.(test|bench)\.tsx?$/.test(path) || path.startsWith('tests/') || path.includes('/fixtures/')
