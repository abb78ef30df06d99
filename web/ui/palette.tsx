/** One field that reaches every screen, record and action (Ctrl-K). The list is a listbox: arrows choose, Enter goes. */
import { Kbd, Loader, Modal, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from './icons.tsx'
import classes from './palette.module.css'
import { useFocusBack } from './use-focus-back.ts'

export type PaletteEntry = { id: string; group: string; label: string; note?: string; icon: IconName; run: () => void }
type Props = {
  isOpen: boolean
  onClose: () => void
  entries: readonly PaletteEntry[]
  /** Looks up records; called when the typing rests. */
  find?: (text: string, signal: AbortSignal) => Promise<readonly PaletteEntry[]>
}

export function Palette({ isOpen, onClose, entries, find }: Props) {
  const { t } = useTranslation('ui')
  useFocusBack()
  return (
    <Modal.Root opened={isOpen} onClose={onClose} padding={0} size="lg" yOffset="10vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.label')} radius="lg">
        {isOpen && <PaletteBody entries={entries} find={find} onClose={onClose} />}
      </Modal.Content>
    </Modal.Root>
  )
}

const matches = (entry: PaletteEntry, text: string) =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => `${entry.label} ${entry.group}`.toLocaleLowerCase().includes(word))

function PaletteBody({ entries, find, onClose }: Pick<Props, 'entries' | 'find' | 'onClose'>) {
  const { t } = useTranslation('ui')
  const listId = useId()
  const [text, setText] = useState('')
  const [current, setCurrent] = useState(0)
  const [sought] = useDebouncedValue(text.trim(), 180)
  const found = useQuery({
    queryKey: ['palette', sought],
    queryFn: ({ signal }) => find?.(sought, signal) ?? [],
    enabled: Boolean(find) && sought.length >= 2,
    staleTime: 5_000,
  })
  const shown = useMemo(
    () =>
      [
        ...(sought.length >= 2 ? (found.data ?? []) : []),
        ...entries.filter((entry) => matches(entry, text.trim())),
      ].slice(0, 40),
    [entries, text, found.data, sought],
  )
  const chosen = Math.min(current, Math.max(0, shown.length - 1))
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = (chosen + step + shown.length) % Math.max(1, shown.length)
      setCurrent(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(shown[chosen])
    }
  }
  return (
    <>
      <div className={classes.field}>
        <Icon name="search" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown.length ? `${listId}-${chosen}` : undefined}
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setCurrent(0)
          }}
          onKeyDown={onKeyDown}
        />
        {found.isFetching ? <Loader size="xs" /> : <Kbd>{t('palette.escape')}</Kbd>}
      </div>
      <div role="listbox" id={listId} aria-label={t('palette.results')} className={classes.list}>
        {shown.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the combobox above, which keeps the focus.
          <div
            key={entry.id}
            role="option"
            tabIndex={-1}
            id={`${listId}-${index}`}
            aria-selected={index === chosen}
            className={classes.option}
            onClick={() => run(entry)}
            onMouseMove={() => setCurrent(index)}
          >
            <Icon name={entry.icon} size={16} />
            <span className={classes.label}>
              {entry.label}
              {entry.note && <span className={classes.note}>{entry.note}</span>}
            </span>
            <span className={classes.group}>{entry.group}</span>
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" p="md" role="status">
          {found.isFetching ? t('loading') : t('palette.nothing')}
        </Text>
      )}
    </>
  )
}
