/** What the thread that reads a file and the one that imports it say to each other. */
import type { Mapping, MappingInput } from '../../../contract/imports.ts'
import type { RefusalCode } from '../../../contract/refusals.ts'
import type { ReadTally } from './reading.ts'

/** `workerData.given`. */
export interface FileToRead {
  readonly path: string
  readonly mapping: MappingInput
}

/** One stream is asked for at a time; `more` is said for each chunk that was taken. */
export type Asked =
  | { readonly ask: 'rows' | 'rejects' | 'more' }
  | { readonly ask: 'cells'; readonly rowNumbers: readonly number[] }

export interface Opened {
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly columns: readonly string[]
}

export type Said =
  | { readonly say: 'opened'; readonly opened: Opened }
  | { readonly say: 'chunk'; readonly chunk: ArrayBuffer; readonly tally: ReadTally }
  | { readonly say: 'end'; readonly tally: ReadTally }
  | { readonly say: 'refused'; readonly code: RefusalCode; readonly details: Record<string, unknown> }

/** Chunks on their way: enough to keep both threads busy, little enough to keep memory small. */
export const CHUNKS_AHEAD = 4
