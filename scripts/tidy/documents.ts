/** Checks on documents, and on what documents must say about code. */
import { posix } from 'node:path'
import { type Finding, findAll, lineAt, type SourceFile } from './tree.ts'

const isDocument = ({ path }: SourceFile) => path.endsWith('.md')
const withoutFences = (text: string) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (fence) => fence.replace(/[^\n]/g, ' '))

export function titles(files: readonly SourceFile[]): Finding[] {
  return files.filter(isDocument).flatMap((file) => {
    const found = [...withoutFences(file.text).matchAll(/^# .+/gm)]
    if (found.length === 1) return []
    const line = found[1] ? lineAt(file.text, found[1].index) : 1
    return [{ check: 'one title', path: file.path, line, message: `has ${found.length} titles; a document has one` }]
  })
}

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

export function brokenLinks(files: readonly SourceFile[]): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const folders = new Set(
    files.flatMap(({ path }) => path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'))),
  )
  const anchors = (file: SourceFile) =>
    new Set([...file.text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1]!)))
  return files.filter(isDocument).flatMap((file) =>
    findAll(
      'link',
      file,
      /\]\(([^)\s]+)\)/g,
      ([, link = '']) => {
        if (/^[a-z]+:/.test(link)) return undefined
        const [path = '', anchor] = link.split('#')
        const target = path
          ? posix.normalize(posix.join(posix.dirname(file.path), decodeURI(path))).replace(/\/$/, '')
          : file.path
        const found = byPath.get(target)
        if (!found && !folders.has(target)) return `leads nowhere: ${link}`
        return anchor && found && isDocument(found) && !anchors(found).has(anchor)
          ? `no heading for ${link}`
          : undefined
      },
      withoutFences(file.text),
    ),
  )
}

/** A module is a folder of server/modules; an engine a folder of engines. Each says in one screen what it is. */
export function missingReadmes(files: readonly SourceFile[]): Finding[] {
  const paths = new Set(files.map(({ path }) => path))
  const homes = new Set(
    files.flatMap(
      ({ path }) => /^(server\/modules\/[^/]+|engines\/[^/]+|server\/(?:ledger|views))\/.*\.ts$/.exec(path)?.[1] ?? [],
    ),
  )
  return [...homes]
    .filter((home) => !paths.has(`${home}/README.md`))
    .map((home) => ({
      check: 'module without README',
      path: home,
      line: 1,
      message: 'needs a README.md of one screen',
    }))
}

const EVENT = /['"]([A-Z][a-z]+(?:[A-Z][a-z]+)*(?:ed|Made|Given|Set|Shipped|Sent|Paid|Begun|Withdrawn))['"]/g

/** Event types are recognised by their form: past tense in PascalCase, as a string in a module's code. */
export function undocumentedEvents(files: readonly SourceFile[]): Finding[] {
  const readmes = new Map(files.filter(isDocument).map(({ path, text }) => [path, text]))
  return files
    .filter(({ path }) => /^server\/modules\/.*\.ts$/.test(path) && !/\.(test|followers)\.ts$/.test(path))
    .flatMap((file) => {
      const home = file.path.split('/').slice(0, 3).join('/')
      const said = readmes.get(`${home}/README.md`) ?? ''
      const everywhere = [...readmes].filter(([path]) => path.startsWith('server/modules/')).map(([, text]) => text)
      return findAll('event without words', file, EVENT, ([, name = '']) =>
        said.includes(name) || everywhere.some((text) => text.includes(name))
          ? undefined
          : `${name} is missing from ${home}/README.md`,
      )
    })
}

export function migrationGaps(files: readonly SourceFile[]): Finding[] {
  const names = files
    .map(({ path }) => path)
    .filter((path) => /^server\/migrations\/\d{4}-[a-z0-9-]+\.sql$/.test(path))
    .sort()
  return names.flatMap((path, index) => {
    const expected = String(index + 1).padStart(4, '0')
    const isRight = path.split('/')[2]!.startsWith(`${expected}-`)
    return isRight ? [] : [{ check: 'migration number', path, line: 1, message: `expected number ${expected}` }]
  })
}

export function unexplainedRefusals(files: readonly SourceFile[]): Finding[] {
  const text = (path: string) => files.find((file) => file.path === path)?.text ?? ''
  const codes = [...text('contract/refusals.ts').matchAll(/^ {2}([a-z_]+): \d{3},/gm)].map((match) => match[1]!)
  const told = [...text('docs/reference/refusals.md').matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]!)
  const finding = (path: string, message: string) => ({ check: 'refusal code', path, line: 1, message })
  return [
    ...codes
      .filter((code) => !told.includes(code))
      .map((code) => finding('docs/reference/refusals.md', `${code} has no entry`)),
    ...told
      .filter((code) => !codes.includes(code))
      .map((code) => finding('docs/reference/refusals.md', `${code} is no code of ours`)),
  ]
}

export function machinePaths(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => !path.startsWith('scripts/tidy/'))
    .flatMap((file) => [
      ...findAll(
        'machine path',
        file,
        /(?<![\w.$}/-])(\/(?:home|Users|root|work)\/[\w.-]+|[A-Z]:\\\\?(?:Users|work)\b)/g,
        ([path]) => `"${path}" exists on one machine only`,
      ),
      ...findAll(
        'registry host',
        file,
        /registry\.(?:npmjs|yarnpkg)\.\w+|^registry=|"resolved":\s*"http|artifactory|verdaccio/gim,
        ([host]) => `"${host}" ties the project to one registry`,
      ),
    ])
}

export function heavyFiles(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ bytes }) => bytes > 1_048_576)
    .map(({ path, bytes }) => ({
      check: 'heavy file',
      path,
      line: 1,
      message: `${(bytes / 1_048_576).toFixed(1)} MB; the limit is 1 MB`,
    }))
}
