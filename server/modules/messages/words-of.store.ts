/** The words of a message in a language: as edited for this one, else the organization's, else those of the program. */
import type { Tx } from '../../platform/database/database.ts'
import { loadSurroundings } from './audience.store.ts'
import type { StoredMessage } from './messages.store.ts'
import { type Rendered, render, toSms } from './render.ts'
import { listTemplates } from './setting.store.ts'
import { isKnownKind } from './setting.ts'
import { fillingOf } from './told.ts'
import { type LanguageCode, WORDS } from './words/index.ts'
import type { TemplateWords } from './words/language-words.ts'

export interface Letter {
  readonly rendered: Rendered
  readonly sms: string
  readonly isEdited: boolean
}

export interface Reading {
  readonly languageOf: (message: StoredMessage) => LanguageCode
  readonly baseUrl: string
  /** Where a reader without a sign-in is led, by message; the others are led to the portal. */
  readonly links?: ReadonlyMap<string, string>
  /** Where the question how a problem was handled is answered, by message. */
  readonly asks?: ReadonlyMap<string, string>
  /** Where one person answers a survey, by message. */
  readonly surveys?: ReadonlyMap<string, string>
  /** A template holds from a day on. */
  readonly now: Date
}

/** By message; three statements, however many there are. */
export async function writeLetters(
  tx: Tx,
  messages: readonly StoredMessage[],
  { languageOf, baseUrl, links, asks, surveys, now }: Reading,
): Promise<Map<string, Letter>> {
  if (messages.length === 0) return new Map()
  const arounds = await loadSurroundings(tx, messages, baseUrl)
  const templates = await templatesOf(tx, now)
  return new Map(
    messages.map((message) => {
      const language = languageOf(message)
      const found = arounds.get(message.message_id)!
      const ask = asks?.get(message.message_id)
      const survey = surveys?.get(message.message_id)
      const link = links?.get(message.message_id) ?? found.link
      const around = { ...found, link, ...(ask && { ask }), ...(survey && { survey }) }
      const template = templates(message.kind, language)
      const filling = fillingOf(message.kind, message.content, { language, around })
      const edited = message.words?.[language]
      return [
        message.message_id,
        {
          rendered: render(edited ?? template, filling, { language, around }),
          sms: toSms(edited ? `{company}: ${edited.subject}` : template.sms, filling),
          isEdited: edited !== undefined,
        },
      ]
    }),
  )
}

/** The organization's own words of today where it has some. */
async function templatesOf(tx: Tx, now: Date) {
  const own = new Map(
    (await listTemplates(tx, now.toISOString().slice(0, 10))).map((one) => [`${one.kind} ${one.language}`, one]),
  )
  return (kind: string, language: LanguageCode): TemplateWords =>
    own.get(`${kind} ${language}`) ?? WORDS[language].templates[isKnownKind(kind) ? kind : 'promise_moved']
}
