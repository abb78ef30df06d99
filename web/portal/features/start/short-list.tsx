/** A panel of the first page: a few rows, each a link, and the way to all of them; an empty one says so kindly. */
import { Anchor, Group, Text } from '@mantine/core'
import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import classes from './short-list.module.css'

export type ShortRow = {
  id: string
  to: string
  title: string
  note?: string | undefined
  aside?: ReactNode
  tone?: 'wrong' | 'watch' | undefined
}
type Asked = Pick<UseInfiniteQueryResult | UseQueryResult, 'isPending' | 'isError' | 'error' | 'data'> & {
  refetch: () => unknown
}
type Props = {
  title: string
  of: Asked
  rows: readonly ShortRow[]
  all: { to: string; label: string }
  empty: string
}

const TONES = { wrong: 'var(--sf-wrong)', watch: 'var(--sf-watch)' }

export function ShortList({ title, of: asked, rows, all, empty }: Props) {
  const { t } = useTranslation('start')
  return (
    <Surface
      isFlush
      title={title}
      actions={
        <Anchor component={Link} to={all.to} size="sm">
          {t('all')}
          <span className="sf-hidden">: {all.label}</span>
        </Anchor>
      }
    >
      {asked.isError && !asked.data ? (
        <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
      ) : asked.isPending ? (
        <RowsWaiting rows={4} />
      ) : rows.length === 0 ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {empty}
        </Text>
      ) : (
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={row.to} className={classes.row}>
                <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
                  <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }} c={row.tone && TONES[row.tone]}>
                    {row.title}
                  </Text>
                  {row.aside && (
                    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                      {row.aside}
                    </Text>
                  )}
                </Group>
                {row.note && (
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {row.note}
                  </Text>
                )}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Surface>
  )
}
