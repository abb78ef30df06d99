/** Posts JSON to an address that somebody else chose, and says whether it was taken, as the mail client does. */
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { ForbiddenAddress, guardedLookup, isReachable } from '../../platform/http/outer-addresses.ts'
import type { Delivery } from './smtp.client.ts'

export interface Post {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Only for tests, and for a gateway on this machine where the operator says so; then also without encryption. */
  readonly allowsLoopback: boolean
}

const PATIENCE_MS = 15_000
/** Asks for patience: too early, too many. */
const LATER = new Set([408, 425, 429])

export function post({ url, body, headers, allowsLoopback }: Post): Promise<Delivery> {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (target.protocol !== 'https:' && !(allowsLoopback && target.protocol === 'http:')) return refuse('needs_https')
  // A bare address is never looked up.
  if (isIP(host) && !isReachable(host, allowsLoopback)) return refuse('forbidden_address')
  return new Promise((answer) => {
    let isHandedOver = false
    const send = target.protocol === 'https:' ? secure : plain
    const request = send(
      target,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Sevenfold',
        },
        agent: false,
        lookup: guardedLookup(allowsLoopback),
        timeout: PATIENCE_MS,
        signal: AbortSignal.timeout(2 * PATIENCE_MS),
      },
      (response) => {
        // What it says is of no interest, and may be without end.
        response.destroy()
        answer(judge(response.statusCode ?? 0))
      },
    )
    request.on('socket', (socket) => {
      const ready = target.protocol === 'https:' ? 'secureConnect' : 'connect'
      socket.once(ready, () => {
        isHandedOver = true
      })
    })
    request.on('timeout', () => request.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })))
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof ForbiddenAddress) return answer({ outcome: 'refused', reason: 'forbidden_address' })
      const reason = /^[A-Z_0-9]{2,40}$/.test(error.code ?? '') ? error.code! : 'connection'
      answer({ outcome: isHandedOver ? 'uncertain' : 'postponed', reason })
    })
    request.end(body)
  })
}

const refuse = async (reason: string): Promise<Delivery> => ({ outcome: 'refused', reason })

/** A redirection is not followed: it would lead past the guard. */
function judge(status: number): Delivery {
  const reason = `HTTP ${status}`
  if (status >= 200 && status < 300) return { outcome: 'accepted', reason }
  if (status >= 500 || LATER.has(status)) return { outcome: 'postponed', reason }
  return { outcome: 'refused', reason }
}
