/** Beside each built file that is worth it lie the same bytes packed: the server hands them out to whoever can unpack them. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Letters and numbers; pictures and fonts are packed already. */
const WORTH_IT = new Set(['.js', '.css', '.json', '.svg', '.html', '.map'])
const SMALLEST_BYTES = 1_024
/** The best but one or two: the best takes ten times as long for two parts of a hundred. */
const BROTLI_QUALITY = 9

export async function compressTree(root: string): Promise<number> {
  const found = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((file) => file.isFile() && WORTH_IT.has(extname(file.name)))
    .map((file) => join(file.parentPath, file.name))
  const packed = await Promise.all(paths.map(compressFile))
  return packed.filter(Boolean).length
}

async function compressFile(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  if (bytes.length < SMALLEST_BYTES) return false
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  ])
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, brotli)])
  return true
}
