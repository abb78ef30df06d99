/** Where an uploaded file waits until it has been imported. Several servers of one database share this folder. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

export const uploadPath = (spoolDirectory: string, importId: string): string =>
  join(spoolDirectory, `${importId}.upload`)

export const removeUpload = (spoolDirectory: string, importId: string): Promise<void> =>
  rm(uploadPath(spoolDirectory, importId), { force: true })
