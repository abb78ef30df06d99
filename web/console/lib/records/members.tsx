/** Our own people, where one of them is named: choosing one, and the name beside an id. */
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Member } from '../../../../contract/people.ts'
import { call } from '../../../ui/http.ts'
import { mayDo, useSession } from '../session.ts'

type Row = z.infer<typeof Member>
export type Choice = { value: string; label: string }

/** Everybody of the company but customers' people; undefined until known, or for whoever may not see them. */
export function useColleagues(): readonly Choice[] | undefined {
  const isSeen = mayDo(useSession(), 'people.read')
  const found = useQuery({
    queryKey: ['people', '/members'],
    queryFn: () => call<{ rows: Row[] }>('/api/v1/members'),
    enabled: isSeen,
    staleTime: 60_000,
  })
  return found.data?.rows
    .filter(({ customer_id }) => customer_id === null)
    .map(({ user_id, name }) => ({ value: user_id, label: name }))
}

/** The name of a colleague; whoever may not see people, or asks for somebody who left, reads that it is one of ours. */
export function useColleagueName(): (id: string | null | undefined) => string | null {
  const { t } = useTranslation('records')
  const session = useSession()
  const colleagues = useColleagues()
  return (id) => {
    if (!id) return null
    if (id === session.user.id) return session.user.name
    return colleagues?.find(({ value }) => value === id)?.label ?? t('colleague')
  }
}

type Props = {
  label: string
  value: string | null
  onChange: (value: string | null) => void
  isRequired: boolean
  isLocked: boolean
  error: string | undefined
  description?: string | undefined
  /** The list of those who come into question; absent: everybody. */
  among?: string | undefined
}

export function ColleagueInput({ label, value, onChange, isRequired, isLocked, error, description, among }: Props) {
  const { t } = useTranslation('ui')
  const everybody = useColleagues()
  const asked = useQuery({
    queryKey: ['people', among],
    queryFn: () => call<{ rows: { user_id: string; name: string }[] }>(`/api/v1${among}`),
    enabled: among !== undefined && !isLocked,
    staleTime: 60_000,
  })
  const nameOf = useColleagueName()
  if (isLocked) {
    // Files may bring in a name as it was written down.
    const isWritten = among !== undefined && value !== null && value.includes(' ')
    const name = isWritten ? value : nameOf(value)
    return <TextInput label={label} description={description} readOnly variant="filled" value={name ?? '–'} />
  }
  const chosen = asked.data?.rows.map(({ user_id, name }) => ({ value: user_id, label: name }))
  const colleagues = among === undefined ? everybody : chosen
  return (
    <Select
      label={label}
      description={description}
      error={error}
      withAsterisk={isRequired}
      data={[...(colleagues ?? [])]}
      value={value}
      onChange={onChange}
      searchable
      clearable={!isRequired}
      nothingFoundMessage={t('filter.nothing')}
      clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
    />
  )
}
