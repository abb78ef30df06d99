/** Which columns of a list are shown; remembered for each list in this browser. */
import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { recall, remember } from './remembered.ts'

type Choosable = { id: string; header: string; isTitle?: boolean; isHiddenAtFirst?: boolean }
const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

export function useChosenColumns(name: string, columns: readonly Choosable[]): [string[], (chosen: string[]) => void] {
  const [chosen, setChosen] = useState(
    () =>
      recall(`columns.${name}`, isNames) ??
      columns.filter((column) => !column.isHiddenAtFirst).map((column) => column.id),
  )
  const change = (next: string[]) => {
    setChosen(next)
    remember(`columns.${name}`, next)
  }
  const titles = columns.filter((column) => column.isTitle).map((column) => column.id)
  return [[...new Set([...titles, ...chosen])], change]
}

type Props = { columns: readonly Choosable[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }

export function ColumnChoice({ columns, chosen, onChange }: Props) {
  const { t } = useTranslation('ui')
  const optional = columns.filter((column) => !column.isTitle)
  if (optional.length < 3) return null
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
              onClick={() => onChange(isShown ? chosen.filter((id) => id !== column.id) : [...chosen, column.id])}
            >
              {column.header}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
