/**
 * One connection to a broker by MQTT 3.1.1: subscribes and hears, publishes nothing. It does not come back by itself: who
 * opened it hears why it ended, once, as a code, since a server's words may repeat what was sent to it.
 */
import { isIP, connect as plain, type Socket } from 'node:net'
import { connect as secure } from 'node:tls'
import { MqttClient } from 'mqtt'
import type { BrokerError } from '../../../contract/position-broker.ts'
import { ForbiddenAddress, guardedLookup, isLoopback, isReachable } from '../../platform/http/outer-addresses.ts'

export interface Listening {
  readonly url: string
  readonly topic: string
  readonly ourName: string
  readonly username: string | null
  readonly password: string | null
  /** Only for tests, and where the operator says so; to this machine alone then also without encryption. */
  readonly allowsLoopback: boolean
  onSubscribed(): void
  onMessage(topic: string, payload: Uint8Array): void
  onEnd(error: BrokerError): void
}

export interface Line {
  /** Says goodbye; `onEnd` is not called. */
  close(): Promise<void>
}

const PATIENCE_MS = 15_000
const KEEPALIVE_S = 60
const PORTS = { 'mqtt:': 1883, 'mqtts:': 8883 } as const
/** So much may come without a whole message in it. */
const MESSAGE_BYTES_MAX = 256 * 1024
/** MQTT 3.1.1, 3.2.2.3: wrong name or password, not authorized. */
const NOT_LET_IN: readonly unknown[] = [4, 5]

export function listen(listening: Listening): Line {
  const wrong = faultOf(listening)
  if (wrong === null) return openLine(listening)
  queueMicrotask(() => listening.onEnd(wrong))
  return { close: async () => undefined }
}

function openLine(listening: Listening): Line {
  let isOver = false
  const end = (error: BrokerError) => {
    if (isOver) return
    isOver = true
    client.end(true)
    listening.onEnd(error)
  }
  let pending = 0
  const client = new MqttClient(
    () => {
      const socket = openSocket(listening)
      socket.on('error', (error) => end(error instanceof ForbiddenAddress ? 'forbidden_address' : 'no_answer'))
      socket.on('data', (part: Buffer) => {
        pending += part.length
        if (pending > MESSAGE_BYTES_MAX) end('too_large')
      })
      return socket
    },
    {
      ...{ protocolVersion: 4, clientId: listening.ourName, clean: true, keepalive: KEEPALIVE_S },
      ...{ reconnectPeriod: 0, connectTimeout: PATIENCE_MS, manualConnect: true, resubscribe: false },
      ...(listening.username !== null && { username: listening.username }),
      ...(listening.username !== null && listening.password !== null && { password: listening.password }),
    },
  )
  let isSubscribed = false
  client.on('packetreceive', () => {
    pending = 0
  })
  client.on('error', (error) => end('code' in error && NOT_LET_IN.includes(error.code) ? 'not_let_in' : 'no_answer'))
  client.on('close', () => end(isSubscribed ? 'broken_off' : 'no_answer'))
  client.on('message', (topic, payload) => {
    if (!isOver) listening.onMessage(topic, payload)
  })
  client.on('connect', () =>
    client.subscribe(listening.topic, { qos: 1 }, (error, granted) => {
      if (error || granted?.some(({ qos }) => qos >= 128)) return end('not_subscribed')
      isSubscribed = true
      if (!isOver) listening.onSubscribed()
    }),
  )
  client.connect()
  return {
    async close() {
      if (isOver) return
      isOver = true
      await Promise.race([client.endAsync(), new Promise((done) => setTimeout(done, 1_000).unref())])
      client.end(true)
    },
  }
}

const targetOf = (url: string) => {
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return { isSecure: protocol === 'mqtts:', host, port: Number(port) || PORTS[protocol as keyof typeof PORTS] }
}

function faultOf({ url, allowsLoopback }: Listening): BrokerError | null {
  const { isSecure, host } = targetOf(url)
  if (!isSecure && !(allowsLoopback && isLoopback(host))) return 'needs_tls'
  // A bare address is never looked up.
  return isIP(host) && !isReachable(host, allowsLoopback) ? 'forbidden_address' : null
}

function openSocket({ url, allowsLoopback }: Listening): Socket {
  const { isSecure, host, port } = targetOf(url)
  const target = { host, port, lookup: guardedLookup(allowsLoopback) }
  if (!isSecure) return plain(target)
  return secure({ ...target, ...(isIP(host) === 0 && { servername: host }) })
}
