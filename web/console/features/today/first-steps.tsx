/** The first hour of an organization without a single order: what to do, in which order, and why. */
import { Anchor, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

/** Undefined: not known yet. */
export function useIsEmpty(): boolean | undefined {
  const first = useQuery({
    queryKey: ['orders', 'any'],
    queryFn: ({ signal }) => call<{ rows: unknown[] }>('/api/v1/orders', { query: { limit: 1 }, signal }),
    staleTime: 60_000,
  })
  return first.data && first.data.rows.length === 0
}

const STEPS = [
  { id: 'bring', to: '/imports', permission: 'imports.run' },
  { id: 'add', to: '/customers', permission: 'master_data.write' },
  { id: 'promise', to: '/promise-desk', permission: 'promises.write' },
  { id: 'invite', to: '/people', permission: 'people.manage' },
] as const

export function FirstSteps() {
  const { t } = useTranslation('today')
  const session = useSession()
  const steps = STEPS.filter(({ permission }) => mayDo(session, permission))
  return (
    <Surface title={t('first.title')} note={t('first.note')}>
      <List type="ordered" spacing="sm" mt="xs">
        {steps.map(({ id, to }) => (
          <List.Item key={id}>
            <Anchor component={Link} to={to} fw={600}>
              {t(`first.${id}`)}
            </Anchor>
            <Text size="sm" c="dimmed">
              {t(`first.${id}Why`)}
            </Text>
          </List.Item>
        ))}
      </List>
      {steps.length === 0 && <Text size="sm">{t('first.nobody')}</Text>}
    </Surface>
  )
}
