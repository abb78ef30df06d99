/** The thread that reads a file for an import: parsing, mapping and encoding cost nobody else a wait. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../../contract/refusals.ts'
import { type FileReading, openReading } from './reading.ts'
import { type Asked, CHUNKS_AHEAD, type FileToRead, type Said } from './thread-messages.ts'

const port = parentPort!
const { path, mapping } = workerData.given as FileToRead

const say = (said: Said, transferred: ArrayBuffer[] = []) => port.postMessage(said, transferred)

let ahead = 0
let takeMore: () => void = () => undefined

async function send(reading: FileReading, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  ahead = 0
  for await (const { buffer, byteOffset, byteLength } of chunks) {
    const chunk = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
    say({ say: 'chunk', chunk, tally: reading.tally() }, [chunk])
    if (++ahead >= CHUNKS_AHEAD)
      await new Promise<void>((resolve) => {
        takeMore = resolve
      })
  }
  say({ say: 'end', tally: reading.tally() })
}

function answer(reading: FileReading, asked: Asked): void {
  if (asked.ask === 'more') {
    ahead--
    takeMore()
    return
  }
  const chunks = asked.ask === 'cells' ? reading.cells(asked.rowNumbers) : reading[asked.ask]()
  send(reading, chunks).catch(fail)
}

/** Anything but a refusal ends the thread, and reaches the other one as its error. */
function fail(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
  say({ say: 'refused', code: error.code, details: error.details })
}

openReading(() => path, mapping).then((reading) => {
  const { headers, mapping, columns } = reading
  port.on('message', (asked: Asked) => answer(reading, asked))
  say({ say: 'opened', opened: { headers, mapping, columns } })
}, fail)
