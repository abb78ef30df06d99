/** Asks a carrier's address and brings back what it says, or why nothing came. Nothing is followed, and nothing is endless. */
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { PollingError } from '../../../contract/carrier-polling.ts'
import { ForbiddenAddress, guardedLookup, isReachable } from '../../platform/http/outer-addresses.ts'

export interface Asking {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Only for tests, and where the operator says so; then also without encryption. */
  readonly allowsLoopback: boolean
  readonly stopping?: AbortSignal
}

export interface CarrierAnswer {
  readonly error: PollingError | null
  readonly http: number | null
  /** Null: nothing new, nothing known, or nothing came. */
  readonly body: Uint8Array | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly retryAfterMs: number | null
}

const PATIENCE_MS = 15_000
export const ANSWER_BYTES_MAX = 2 * 1024 * 1024
const NOTHING = { http: null, body: null, etag: null, lastModified: null, retryAfterMs: null }
const failed = async (error: PollingError): Promise<CarrierAnswer> => ({ ...NOTHING, error })

export function askCarrier({ url, headers, allowsLoopback, stopping }: Asking): Promise<CarrierAnswer> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (target.protocol !== 'https:' && !(allowsLoopback && target.protocol === 'http:')) return failed('needs_https')
  // A bare address is never looked up.
  if (isIP(host) && !isReachable(host, allowsLoopback)) return failed('forbidden_address')
  const signals = [AbortSignal.timeout(2 * PATIENCE_MS), ...(stopping ? [stopping] : [])]
  return new Promise((answer) => {
    const fail = (error: PollingError, http: number | null = null) => answer({ ...NOTHING, error, http })
    const send = target.protocol === 'https:' ? secure : plain
    const request = send(
      target,
      {
        method: 'GET',
        headers: { accept: 'application/json, text/csv;q=0.8, */*;q=0.1', 'user-agent': 'Sevenfold', ...headers },
        agent: false,
        lookup: guardedLookup(allowsLoopback),
        timeout: PATIENCE_MS,
        signal: AbortSignal.any(signals),
      },
      (response) => {
        const http = response.statusCode ?? 0
        const error = errorOf(http)
        const head = {
          http,
          etag: textOf(response.headers.etag),
          lastModified: textOf(response.headers['last-modified']),
          retryAfterMs: retryAfterOf(response.headers['retry-after']),
        }
        if (error !== null || http !== 200) {
          response.destroy()
          return answer({ ...head, error, body: null })
        }
        const parts: Buffer[] = []
        let bytes = 0
        response.on('data', (part: Buffer) => {
          bytes += part.length
          parts.push(part)
          if (bytes > ANSWER_BYTES_MAX) {
            // Said first: whoever ends a connection hears that it ended.
            fail('too_large', http)
            response.destroy()
          }
        })
        response.on('end', () => answer({ ...head, error: null, body: Buffer.concat(parts) }))
        response.on('error', () => fail('no_answer', http))
        response.on('aborted', () => fail('no_answer', http))
      },
    )
    request.on('timeout', () => request.destroy(new Error('silent')))
    request.on('error', (error) => fail(error instanceof ForbiddenAddress ? 'forbidden_address' : 'no_answer'))
    request.end()
  })
}

/** A redirection would lead past the guard, with our secret. 404: the carrier does not know the number yet. */
function errorOf(http: number): PollingError | null {
  if (http === 304 || http === 404 || (http >= 200 && http < 300)) return null
  if (http >= 300 && http < 400) return 'redirected'
  if (http === 401 || http === 403) return 'not_let_in'
  return http === 429 ? 'slow_down' : 'carrier_failed'
}

const MARK_MAX = 300
/** Only what can be sent back as a header. */
const textOf = (value: string | undefined): string | null =>
  value !== undefined && value.length <= MARK_MAX && /^[\x20-\x7e]+$/.test(value) ? value : null

const retryAfterOf = (value: string | undefined): number | null =>
  value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : null
