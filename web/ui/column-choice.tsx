/** Which columns of a list are shown; remembered for each list in this browser. */
import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { recall, remember } from './remembered.ts'

type Choosable = { id: string; header: string; isTitle?: boolean; isAction?: boolean; isHiddenAtFirst?: boolean }
type Choices = Record<string, boolean>
const isChoices = (value: unknown): value is Choices =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'boolean')

/** Only what the reader chose is kept, so that columns which come later are shown as they are meant to be. */
export function useChosenColumns(
  name: string,
  columns: readonly Choosable[],
): [string[], (id: string) => void, (id: string) => boolean] {
  const [choices, setChoices] = useState<Choices>(() => recall(`columns.${name}`, isChoices) ?? {})
  const isShown = (column: Choosable) =>
    column.isTitle || column.isAction || (choices[column.id] ?? !column.isHiddenAtFirst)
  const shown = columns.filter(isShown).map((column) => column.id)
  const turn = (id: string) => {
    const next = { ...choices, [id]: !shown.includes(id) }
    setChoices(next)
    remember(`columns.${name}`, next)
  }
  return [shown, turn, (id) => choices[id] === true]
}

type Props = { columns: readonly Choosable[]; chosen: readonly string[]; onTurn: (id: string) => void }

export function ColumnChoice({ columns, chosen, onTurn }: Props) {
  const { t } = useTranslation('ui')
  const optional = columns.filter((column) => !column.isTitle && !column.isAction)
  if (optional.length < 2) return null
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" leftSection={<Icon name="columns" size={15} />}>
          {t('table.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {optional.map((column) => {
          const isShown = chosen.includes(column.id)
          return (
            <Menu.Item
              key={column.id}
              role="menuitemcheckbox"
              aria-checked={isShown}
              leftSection={<Icon name={isShown ? 'check' : 'dash'} size={15} style={{ opacity: isShown ? 1 : 0.35 }} />}
              onClick={() => onTurn(column.id)}
            >
              {column.header}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
