/**
 * Asks for one chat completion in OpenAI's form. Nothing is followed, nothing is endless, and of the answer only text and
 * counts are taken: whatever else it holds, such as calls of tools, is passed over.
 */
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { ModelFailure } from '../../../contract/outside-model.ts'
import { ForbiddenAddress, guardedLookup, isLoopback, isReachable } from '../../platform/http/outer-addresses.ts'

export interface Chat {
  readonly url: string
  readonly model: string
  readonly key: string | null
  readonly rules: string
  readonly said: string
  readonly timeoutMs: number
  /** Only for tests, and where the operator says so; to this machine alone then also without encryption. */
  readonly allowsLoopback: boolean
}

export interface ChatAnswer {
  readonly failure: ModelFailure | null
  readonly text: string | null
  readonly tokensIn: number | null
  readonly tokensOut: number | null
}

const ANSWER_BYTES_MAX = 256 * 1024
/** About what fits into an answer of ours. */
const TOKENS_MAX = 1_500
const NOTHING = { text: null, tokensIn: null, tokensOut: null }
const failed = async (failure: ModelFailure): Promise<ChatAnswer> => ({ ...NOTHING, failure })

export function askModel(chat: Chat): Promise<ChatAnswer> {
  const target = new URL(`${chat.url.replace(/\/+$/, '')}/chat/completions`)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (target.protocol !== 'https:' && !(chat.allowsLoopback && isLoopback(host))) return failed('needs_https')
  // A bare address is never looked up.
  if (isIP(host) && !isReachable(host, chat.allowsLoopback)) return failed('forbidden_address')
  const body = bodyOf(chat)
  return new Promise((answer) => {
    const fail = (failure: ModelFailure) => answer({ ...NOTHING, failure })
    const send = target.protocol === 'https:' ? secure : plain
    const request = send(
      target,
      {
        method: 'POST',
        headers: {
          ...{ accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'Sevenfold' },
          'content-length': String(Buffer.byteLength(body)),
          ...(chat.key !== null && { authorization: `Bearer ${chat.key}` }),
        },
        agent: false,
        lookup: guardedLookup(chat.allowsLoopback),
        // For the whole of it, so that an answer in drops ends as well.
        signal: AbortSignal.timeout(chat.timeoutMs),
      },
      (response) => {
        const failure = failureOf(response.statusCode ?? 0)
        if (failure !== null) {
          response.destroy()
          return fail(failure)
        }
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes <= ANSWER_BYTES_MAX) return parts.push(part)
          // Said first: whoever ends a connection hears that it ended.
          fail('too_large')
          response.destroy()
        })
        response.on('end', () => answer(readAnswer(Buffer.concat(parts).toString('utf8'))))
        response.on('error', (error) => fail(reasonOf(error)))
        response.on('aborted', () => fail('no_answer'))
      },
    )
    request.on('error', (error) => fail(reasonOf(error)))
    request.end(body)
  })
}

const bodyOf = ({ model, rules, said }: Chat): string =>
  JSON.stringify({
    ...{ model, stream: false, temperature: 0.2, max_tokens: TOKENS_MAX },
    messages: [
      { role: 'system', content: rules },
      { role: 'user', content: said },
    ],
  })

function reasonOf(error: Error): ModelFailure {
  if (error instanceof ForbiddenAddress) return 'forbidden_address'
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timed_out' : 'no_answer'
}

/** A redirection would lead past the guard, with our key. */
function failureOf(http: number): ModelFailure | null {
  if (http === 200) return null
  if (http >= 300 && http < 400) return 'redirected'
  if (http === 401 || http === 403) return 'not_let_in'
  return http === 429 ? 'slow_down' : 'server_failed'
}

const Count = z.int().min(0).max(1_000_000_000).nullish().catch(null)
const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
  usage: z.object({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null),
})

export function readAnswer(body: string): ChatAnswer {
  const read = Completion.safeParse(parsed(body))
  if (!read.success) return { ...NOTHING, failure: 'unreadable' }
  const { choices, usage } = read.data
  const counts = { tokensIn: usage?.prompt_tokens ?? null, tokensOut: usage?.completion_tokens ?? null }
  const text = plainText(choices[0]!.message.content ?? '')
  return text === '' ? { failure: 'empty', text: null, ...counts } : { failure: null, text, ...counts }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

export const ANSWER_LETTERS_MAX = 3_500
/** Controls but for the end of a line, halves of letters, marks that turn the direction of writing, and letters nobody sees. */
const UNSEEN = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\u2028\u2029\u{E0000}-\u{E007F}]/gu

/** Some models think aloud before they speak. */
const plainText = (text: string): string =>
  text
    .replace(/^\s*<think>[\s\S]*?<\/think>/, '')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, ANSWER_LETTERS_MAX)
    .replace(/[\uD800-\uDBFF]$/, '')
