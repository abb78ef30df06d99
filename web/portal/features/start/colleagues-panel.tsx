/** Who of the company may come in here. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Colleagues } from '../../../../contract/people.ts'
import { call } from '../../../ui/http.ts'
import { ShortList } from './short-list.tsx'

export function ColleaguesPanel() {
  const { t } = useTranslation(['start', 'colleagues'])
  const asked = useQuery({
    queryKey: ['portal-people'],
    queryFn: ({ signal }) => call<z.infer<typeof Colleagues>>('/api/v1/portal/people', { signal }),
  })
  const rolesText = (roles: z.infer<typeof Colleagues>['members'][number]['portal_roles']) =>
    roles === null ? t('colleagues:everything') : roles.map((role) => t(`colleagues:role.${role}`)).join(', ')
  return (
    <ShortList
      title={t('colleagues')}
      of={asked}
      rows={[
        ...(asked.data?.invitations ?? []).map((row) => ({
          ...{ id: row.invitation_id, to: '/people', title: row.email, note: rolesText(row.portal_roles) },
          aside: t('colleagues:invited'),
        })),
        ...(asked.data?.members ?? []).map((row) => ({
          ...{ id: row.user_id, to: '/people', title: row.name, note: rolesText(row.portal_roles) },
        })),
      ].slice(0, 6)}
      all={{ to: '/people', label: t('colleagues') }}
      empty={t('colleagues:nobody')}
    />
  )
}
