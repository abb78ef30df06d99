/** Checks on code: what may not stand where, without running it. */
import { blankScript, blankScriptComments } from './blank.ts'
import { type Finding, findAll, isTest, type SourceFile } from './tree.ts'

const isScript = (path: string) => /\.(ts|tsx|cjs|mjs)$/.test(path)
/** Engines, and module files without a role in their name: values in, values out. */
const IS_PURE = /^engines\/|^server\/modules\/[^/]+\/(?!index\.ts$)[^/.]+\.ts$/
/** A clock and dice are handed in everywhere else, so that every run can be repeated; waiting for a process is real time. */
const MAY_ASK_THE_CLOCK =
  /^(server\/platform\/(clock|ids|embedded\/)|scripts\/|benchmarks\/|cli\/|web\/|bin\/|examples\/)/

export function unnumberedNotes(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => isScript(path) || path.endsWith('.sql'))
    .filter(({ path }) => !path.startsWith('scripts/tidy/'))
    .flatMap((file) =>
      findAll(
        'TODO without number',
        file,
        /\b(TODO|FIXME|HACK)\b(?!\(#\d+\)| #\d+)/g,
        ([word]) => `${word} needs the number of the issue that removes it`,
      ),
    )
}

export function hiddenClocks(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => isScript(path) && !MAY_ASK_THE_CLOCK.test(path) && !isTest(path))
    .flatMap((file) =>
      findAll(
        'hidden clock',
        file,
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bTemporal\.Now\b/g,
        ([call]) => `${call} outside server/platform/clock: take the clock, the ids or the seed as a parameter`,
        blankScript(file.text),
      ),
    )
}

export function impurePlaces(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => IS_PURE.test(path) && !isTest(path))
    .flatMap((file) =>
      findAll(
        'impure decision',
        file,
        /\basync\b|\bawait\b|\bprocess\.|\bconsole\.|\bfetch\(|\bsetTimeout\(/g,
        ([what]) => `"${what}" in a pure file: move the effect into a store, a command or a client`,
        blankScript(file.text),
      ),
    )
}

const WRITES =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|(?<!(?:for(?:\s+no\s+key)?|do|on)\s+)update(?:\s+only)?)\s+([a-z_]+)\.([a-z_]+)/gi

/** The schema a server file owns: its module's, or its room's. */
function ownSchema(path: string): string | undefined {
  return /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? /^server\/([^/]+)\//.exec(path)?.[1]
}

/** The machinery's own tables beside the room's schema: the ledger's followers, migrations done, the queue, imports, what assistants asked and a model was asked. */
const ALSO_OWN: Readonly<Record<string, readonly string[]>> = {
  ledger: ['platform'],
  platform: ['public', 'auth', 'graphile_worker'],
  integrations: ['imports', 'assistant', 'outside_model'],
}

/** Writing is private, reading is shared: a module writes its own schema and temporary tables only. */
export function foreignWrites(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path.startsWith('server/') && path.endsWith('.ts') && !isTest(path))
    .flatMap((file) => {
      const own = ownSchema(file.path)
      if (!own) return []
      return findAll(
        'foreign write',
        file,
        WRITES,
        ([, schema = '', table]) =>
          [own, 'pg_temp', ...(ALSO_OWN[own] ?? [])].includes(schema.toLowerCase())
            ? undefined
            : `writes ${schema}.${table}; only ${schema} may: call its index.ts`,
        blankScriptComments(file.text),
      )
    })
}

const ENTRANCES =
  /^(bin|cli|scripts|tests|benchmarks|examples)\/|^server\/main\.ts$|^[^/]+$|\.(test|bench|config|setup)\.tsx?$|\.d\.ts$|^web\/[^/]+\/(app\/)?main\.tsx?$|^web\/vite\.config\.ts$|^engines\/[^/]+\/index\.ts$/
const IMPORTS = /(?:from|import)\s*\(?\s*'([^']+)'|new URL\(\s*'(\.[^']+)'/g

const resolve = (from: string, specifier: string) =>
  new URL(specifier.replace(/\?.*$/, ''), `file:///${from}`).pathname.slice(1)

/** A file that only its own test, or nobody, imports. */
export function deadFiles(files: readonly SourceFile[]): Finding[] {
  const scripts = files.filter(({ path }) => /\.(ts|tsx)$/.test(path))
  const wanted = new Set<string>()
  for (const file of files.filter(({ path }) => isScript(path) || path.endsWith('.html'))) {
    const pattern = file.path.endsWith('.html') ? /src="\.?\/?([^"]+)"()/g : IMPORTS
    for (const match of file.text.matchAll(pattern)) {
      const specifier = match[1] ?? match[2] ?? ''
      if (!specifier.startsWith('.') && !file.path.endsWith('.html')) continue
      const target = resolve(file.path, specifier)
      const isOwnTest = isTest(file.path) && target.replace(/\.tsx?$/, '') === file.path.replace(/\.test\.tsx?$/, '')
      if (!isOwnTest) wanted.add(target)
    }
  }
  return scripts
    .filter(({ path }) => !ENTRANCES.test(path) && !wanted.has(path))
    .map(({ path }) => ({ check: 'dead file', path, line: 1, message: 'nobody imports it; remove it or use it' }))
}

/** Of such a comparison the planner may not ask its statistics behind row-level security: it takes a million rows for one. */
export function instantsBesideDays(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path.startsWith('server/') && path.endsWith('.ts') && !isTest(path))
    .flatMap((file) =>
      findAll(
        'instant beside a day',
        file,
        /\b\w+_at (?:>=?|<=?) \(?\$\{[^}]*\}::date\b(?!(?: [+-] (?:\d+|\$\{[^}]*\}::int)\))?::timestamptz)/g,
        ([comparison]) => `${comparison} compares an instant with a day: cast the day to timestamptz`,
      ),
    )
}
