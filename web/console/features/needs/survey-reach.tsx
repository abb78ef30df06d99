/** How many were reached by a message and answered, with what the rate is made of, and one reminder for the silent. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Reminded, Survey, SurveyReach } from '../../../../contract/surveys.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'

export function SurveyReachPanel({ survey, mayRemind }: { survey: Survey; mayRemind: boolean }) {
  const { t } = useTranslation('needs')
  const formats = useFormats()
  const client = useQueryClient()
  const path = `/api/v1/surveys/${encodeURIComponent(survey.survey_id)}`
  const reach = useQuery({
    queryKey: ['survey-reach', survey.survey_id],
    queryFn: ({ signal }) => call<SurveyReach>(`${path}/reach`, { signal }),
  })
  const remind = useMutation({
    mutationFn: () => call<Reminded>(`${path}/remind`, { method: 'POST', body: {} }),
    onSuccess: ({ reminded }) => {
      toastDone(t('reach.reminded', { n: reminded }))
      for (const key of ['survey-reach', 'survey-invited'])
        client.invalidateQueries({ queryKey: [key, survey.survey_id] })
    },
  })
  const found = reach.data
  if (!found || found.mailed === 0) return null
  const percent = (share: number | null) => formats.percent(share, { min: 0, max: 0 })
  return (
    <Surface title={t('reach.title')} note={t('reach.note')}>
      <Stack gap="xs">
        <Text size="sm">
          {found.rate === null
            ? t('reach.nobody')
            : t('reach.rate', {
                rate: percent(found.rate),
                answered: formats.number(found.answered),
                reached: formats.number(found.reached),
                low: percent(found.low),
                high: percent(found.high),
              })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('reach.rest', {
            mailed: formats.number(found.mailed),
            underway: formats.number(found.underway),
            failed: formats.number(found.failed),
            unwanted: formats.number(found.unwanted),
            reminded: formats.number(found.reminded),
          })}
        </Text>
        {remind.isError && <ProblemNote error={remind.error} />}
        {mayRemind && survey.state === 'open' && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              disabled={found.to_remind === 0}
              loading={remind.isPending}
              onClick={() => remind.mutate()}
            >
              {t('reach.remind', { n: formats.number(found.to_remind) })}
            </Button>
            <Text size="sm" c="dimmed">
              {t('reach.remindNote')}
            </Text>
          </Group>
        )}
      </Stack>
    </Surface>
  )
}
