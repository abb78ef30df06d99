/** Surveys that ask this person; nothing where none is open. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnSurvey } from '../../../../contract/surveys.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'

export function SurveyPanel() {
  const { t } = useTranslation('start')
  const formats = useFormats()
  const list = useQuery({
    queryKey: ['portal-surveys'],
    queryFn: ({ signal }) => call<{ rows: Omit<OwnSurvey, 'url'>[] }>('/api/v1/portal/surveys', { signal }),
  })
  const open = useMutation({
    mutationFn: (id: string) =>
      call<OwnSurvey>(`/api/v1/portal/surveys/${encodeURIComponent(id)}/own-link`, { method: 'POST', body: {} }),
    onSuccess: ({ url }) => window.location.assign(new URL(url).pathname),
  })
  const rows = list.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Surface title={t('surveysTitle')}>
      {open.isError && <ProblemNote error={open.error} />}
      <Stack gap="sm" mt="xs">
        {rows.map((row) => (
          <Group key={row.survey_id} justify="space-between" gap="sm">
            <div>
              <Text fw={600}>{row.name}</Text>
              <Text size="sm" c="dimmed">
                {t('surveyUntil', { day: formats.date(row.closes_on) })}
              </Text>
            </div>
            <Button
              variant={row.answered_at ? 'default' : 'filled'}
              loading={open.isPending && open.variables === row.survey_id}
              onClick={() => open.mutate(row.survey_id)}
            >
              {t(row.answered_at ? 'surveyChange' : 'surveyAnswer')}
              <span className="sf-hidden">: {row.name}</span>
            </Button>
          </Group>
        ))}
      </Stack>
    </Surface>
  )
}
