import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compressTree } from './compress.ts'

test('packs what is worth it, and the same comes out again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sevenfold-compress-'))
  const text = 'the same again and again, '.repeat(400)
  await writeFile(join(folder, 'map.json'), text)
  await writeFile(join(folder, 'small.js'), 'short')
  await writeFile(join(folder, 'picture.png'), text)
  expect(await compressTree(folder)).toBe(1)
  expect((await readdir(folder)).sort()).toEqual(['map.json', 'map.json.br', 'map.json.gz', 'picture.png', 'small.js'])
  expect(gunzipSync(await readFile(join(folder, 'map.json.gz'))).toString()).toBe(text)
  expect(brotliDecompressSync(await readFile(join(folder, 'map.json.br'))).toString()).toBe(text)
  await rm(folder, { recursive: true })
})
