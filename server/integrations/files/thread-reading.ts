/** A reading done by a thread of its own, so that the server answers others as quickly as ever meanwhile. */
import type { Worker } from 'node:worker_threads'
import { Refusal } from '../../../contract/refusals.ts'
import { startThread } from '../../platform/thread.ts'
import type { FileReading, ReadTally } from './reading.ts'
import type { Asked, FileToRead, Said } from './thread-messages.ts'

/** A file that needs more ends its own thread instead of the server. */
const HEAP_MEGABYTES_MAX = 1_024

export async function openThreadReading(file: FileToRead): Promise<FileReading> {
  const thread = startThread(new URL('./reading.worker.ts', import.meta.url), {
    given: file,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
  })
  const hear = listen(thread)
  let tally: ReadTally = { rowsRead: 0, rowsFlagged: 0, bytesRead: 0, bytesTotal: 0 }
  const ask = (asked: Asked) => thread.postMessage(asked)
  async function* chunks(asked: Asked): AsyncGenerator<Uint8Array> {
    ask(asked)
    for (;;) {
      const said = await hear()
      if (said.say === 'opened') throw new Error('A thread opens its file once')
      tally = said.tally
      if (said.say === 'end') return
      yield Buffer.from(said.chunk)
      ask({ ask: 'more' })
    }
  }
  const close = async () => void (await thread.terminate())
  const first = await hear().catch(async (error) => {
    await close()
    throw error
  })
  if (first.say !== 'opened') throw new Error('A thread opens its file first')
  return {
    ...first.opened,
    rows: () => chunks({ ask: 'rows' }),
    rejects: () => chunks({ ask: 'rejects' }),
    cells: (rowNumbers) => chunks({ ask: 'cells', rowNumbers }),
    tally: () => tally,
    close,
  }
}

type Heard = Exclude<Said, { say: 'refused' }>

/** Gives what the thread says, one after the other; its end or failure reaches whoever listens. */
function listen(thread: Worker): () => Promise<Heard> {
  const heard: (Said | Error)[] = []
  let wake: () => void = () => undefined
  const note = (said: Said | Error) => {
    heard.push(said)
    wake()
  }
  thread.on('message', note)
  thread.on('error', (error) => note(toRefusal(error)))
  thread.on('exit', () => note(new Error('The thread that reads the file has ended')))
  return async () => {
    while (heard.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    const said = heard.shift()!
    if (said instanceof Error) throw said
    if (said.say === 'refused') throw new Refusal(said.code, said.details)
    return said
  }
}

const toRefusal = (error: Error): Error =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Refusal('too_large', { reason: 'too_much_memory' })
    : error
