/** The configuration files of the embedded server, as text. They are written anew before each start. */
import { totalmem } from 'node:os'

export interface Settings {
  port: number
  fsync: 'on' | 'off'
}

const MEGABYTE = 1024 * 1024

/** Tuned for a machine that also runs everything else: an eighth of the memory for its cache, 256 MB at most, few background writers. */
export function formatPostgresConf(settings: Settings, memoryBytes: number = totalmem()): string {
  const buffersMegabytes = Math.max(32, Math.min(256, Math.floor(memoryBytes / MEGABYTE / 8)))
  const lines: [string, string | number][] = [
    ['listen_addresses', '127.0.0.1'],
    ['port', settings.port],
    // A socket path is limited to about 100 bytes, which a deep checkout exceeds; loopback is enough.
    ['unix_socket_directories', ''],
    ['password_encryption', 'scram-sha-256'],
    ['max_connections', settings.fsync === 'on' ? 100 : 200],
    ['shared_buffers', `${buffersMegabytes}MB`],
    ['effective_cache_size', `${buffersMegabytes * 4}MB`],
    ['work_mem', '16MB'],
    ['maintenance_work_mem', '128MB'],
    // No standby can be fed from this server (the binaries lack the tools), so the log need only serve recovery.
    ['wal_level', 'minimal'],
    ['max_wal_senders', 0],
    ['wal_compression', 'on'],
    ['max_wal_size', '2GB'],
    ['min_wal_size', '128MB'],
    ['checkpoint_timeout', '10min'],
    ['random_page_cost', '1.1'],
    ['jit', 'off'],
    ['max_parallel_workers_per_gather', 1],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['datestyle', 'iso, ymd'],
    ['lc_messages', 'C'],
    // A statement's error is the caller's to report; the server's own log keeps starts, stops and its own trouble.
    ['log_min_messages', 'log'],
    ['log_checkpoints', 'off'],
    ...(settings.fsync === 'off' ? CARELESS : []),
  ]
  return `${lines.map(([name, value]) => `${name} = '${value}'`).join('\n')}\n`
}

/** For throwaway databases: nothing survives a power cut, everything is quick. */
const CARELESS: [string, string][] = [
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
]

/** Password on loopback and no other way in. */
export const HOST_ACCESS = 'host all all 127.0.0.1/32 scram-sha-256\n'
