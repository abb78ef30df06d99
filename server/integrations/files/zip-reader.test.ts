import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openZip, unpackEntry } from './zip-reader.ts'

/** A directory of one entry whose size and place are told in eight bytes each. */
function archive(packedBytes: bigint, offset: bigint): Buffer {
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  for (const [at, value] of [0n, packedBytes, offset].entries()) extra.writeBigUInt64LE(value, 4 + at * 8)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  for (const at of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, at)
  entry.writeUInt16LE(1, 28)
  entry.writeUInt16LE(extra.length, 30)
  const directory = Buffer.concat([entry, Buffer.from('x'), extra])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(directory.length, 12)
  return Buffer.concat([directory, end])
}

async function read(content: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sevenfold-zip-'))
  try {
    const path = join(folder, 'x.zip')
    await writeFile(path, content)
    const zip = await openZip(path)
    for await (const _ of unpackEntry(zip, zip.entries.get('x')!, {
      bytesMax: 1e9,
      ratioMax: 100,
      ratioFreeBytes: 1e6,
    }));
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each([
  [2n ** 64n - 1n, 0n],
  [10n, 2n ** 64n - 1n],
  [10n, 2n ** 53n],
  [10n, 2n ** 40n],
])('an entry of %d bytes at %d is a broken file, not an error of ours', async (packedBytes, offset) => {
  await expect(read(archive(packedBytes, offset))).rejects.toMatchObject({ code: 'unsupported_file' })
})
