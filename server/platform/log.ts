/** Structured logs. Secrets and personal values are cut out by path, and request bodies are never logged at all. */
import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

const REDACTED = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'email',
  'phone',
  'name',
  '*.password',
  '*.token',
  '*.secret',
  '*.email',
  '*.phone',
  'req.headers.authorization',
  'req.headers.cookie',
]

export function openLog(level: string, destination?: DestinationStream): Log {
  const options = { level, redact: { paths: REDACTED, censor: '[cut]' }, base: undefined }
  return destination ? pino(options, destination) : pino(options)
}

export const silentLog: Log = pino({ level: 'silent' })
