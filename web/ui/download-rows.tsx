/** Takes every row of a list away as a file, in the columns that are shown. Slow work says how far it is and can be stopped. */
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import type { Column } from './record-column.ts'
import { toastProblem } from './toast.ts'

export type EveryRow<T> = (signal: AbortSignal) => AsyncIterable<readonly T[]> | Iterable<readonly T[]>
type Props<T> = { name: string; columns: readonly Column<T>[]; everyRow: EveryRow<T> }

export function DownloadRows<T>({ name, columns, everyRow }: Props<T>) {
  const { t } = useTranslation('ui')
  const [count, setCount] = useState<number>()
  const stopper = useRef<AbortController>(null)
  const start = async () => {
    stopper.current = new AbortController()
    const { signal } = stopper.current
    setCount(0)
    try {
      const { downloadRows } = await import('./rows-file.ts')
      await downloadRows({ name, columns, pages: everyRow(signal), onProgress: setCount, signal })
    } catch (problem) {
      if (!signal.aborted) toastProblem(problem)
    }
    setCount(undefined)
  }
  const isBusy = count !== undefined
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={<Icon name={isBusy ? 'cross' : 'download'} size={15} />}
      onClick={isBusy ? () => stopper.current?.abort() : () => void start()}
    >
      {isBusy ? t('table.stop', { count }) : t('table.export')}
    </Button>
  )
}
