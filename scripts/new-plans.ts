/** What each kind of new part consists of. */

export interface Plan {
  readonly files: Readonly<Record<string, string>>
  readonly next: string
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function mustBe(name: string, pattern: RegExp, form: string): void {
  if (!pattern.test(name)) throw new Error(`"${name}" is no ${form}`)
}

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

export function moduleFiles(name: string): Plan {
  mustBe(name, /^[a-z]+$/, 'module name: one lower-case noun, such as returns')
  const home = `server/modules/${name}`
  return {
    files: {
      [`${home}/README.md`]: `# ${upperFirst(name)}\n\nWhat this module owns, in the words of the glossary.\n\nStates and events: each with what leads to it.\n\nInvariants: what holds at every commit.\n`,
      [`${home}/index.ts`]: `/** What other rooms may use of ${name}. */\nexport { ${name}Endpoints } from './${name}.api.ts'\n`,
      [`${home}/${name}.api.ts`]: `import type { AnyEndpoint } from '../../platform/http/endpoint.ts'\n\nexport const ${name}Endpoints: AnyEndpoint[] = []\n`,
      [`contract/${name}.ts`]: `/** What outsiders may see of ${name}: bodies and answers. */\nimport { z } from 'zod'\nimport { Code } from './values.ts'\n\nexport const ${upperFirst(name)} = z.object({ code: Code })\n`,
    },
    next: `write the README first; npm run new -- command ${name}/verb-noun; add ${name}Endpoints to the list of endpoints`,
  }
}

export function commandFiles(name: string): Plan {
  mustBe(name, /^[a-z]+\/[a-z]+(-[a-z0-9]+)+$/, 'command: module/verb-noun, such as orders/place-order')
  const [module = '', verbNoun = ''] = name.split('/')
  const noun = verbNoun.split('-').slice(1).join('-')
  const command = camel(verbNoun)
  const request = upperFirst(command)
  const home = `server/modules/${module}`
  return {
    files: {
      [`${home}/${verbNoun}.ts`]: `/** Decides what ${command} means for one ${noun}: from its state and the request to events. Pure. */
import type { LedgerEvent } from '../../ledger/index.ts'

export interface ${request} {
  readonly id: string
}

export function decide${request}(request: ${request}): LedgerEvent[] {
  return [{ type: '${request}Requested', data: { id: request.id } }]
}
`,
      [`${home}/${verbNoun}.test.ts`]: `import { expect, test } from 'vitest'
import { decide${request} } from './${verbNoun}.ts'

test('${verbNoun.replaceAll('-', ' ')} is recorded', () => {
  expect(decide${request}({ id: 'A' })).toHaveLength(1)
})
`,
      [`${home}/${verbNoun}.command.ts`]: `/** One transaction: load, decide, append, save. */
import { append } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { decide${request}, type ${request} } from './${verbNoun}.ts'

export const ${command} = (context: Context, request: ${request}) =>
  inTransaction(context, (tx) =>
    append(context, tx, { type: '${camel(noun)}', id: request.id }, 0, decide${request}(request)),
  )
`,
    },
    next: `name the event in ${home}/README.md, save the state in a store, export ${command} from index.ts`,
  }
}

export function connectorFiles(name: string): Plan {
  mustBe(name, KEBAB, 'connector name in kebab-case, such as edi-x12')
  const home = `server/integrations/${name}`
  const message = `${upperFirst(camel(name))}Message`
  return {
    files: {
      [`${home}/README.md`]: `# ${name}\n\nWhich system, which documents, which version of its specification; what is read, what is sent, what is refused.\n`,
      [`${home}/message.ts`]: `/** The other system's words to ours. Pure. */\n\nexport interface ${message} {\n  readonly reference: string\n}\n\nexport const parseMessage = (text: string): ${message} => ({ reference: text.trim() })\n`,
      [`${home}/message.test.ts`]: `import { expect, test } from 'vitest'\nimport { parseMessage } from './message.ts'\n\ntest('the reference is read without surrounding blanks', () => {\n  expect(parseMessage(' A1 ')).toEqual({ reference: 'A1' })\n})\n`,
      [`${home}/index.ts`]: `export { parseMessage } from './message.ts'\n`,
    },
    next: `keep recorded messages beside the tests; network goes into ${home}/name.client.ts`,
  }
}

export function decisionFiles(sentence: string, existing: readonly string[]): Plan {
  const slug = sentence
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  mustBe(slug, KEBAB, 'sentence')
  const last = Math.max(0, ...existing.map((name) => Number(/^\d{4}/.exec(name)?.[0] ?? 0)))
  const number = String(last + 1).padStart(4, '0')
  return {
    files: {
      [`docs/decisions/${number}-${slug}.md`]: `# ${number} ${upperFirst(sentence)}

**Context.** What forces a choice.

**Options.** Each with its price.

**Decision.** What we do.

**Consequences.** What gets better, what gets worse, what would make us think again.
`,
    },
    next: 'fill it in within a page; once accepted it is superseded, never edited',
  }
}
