/** Surveys that ask what one's own department believes; each opens the form by a link of one's own. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OwnSurvey } from '../../../../contract/surveys.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'

type Row = Omit<OwnSurvey, 'url'>

export default function OwnSurveysScreen() {
  const { t } = useTranslation(['needs', 'shell'])
  const formats = useFormats()
  const list = useQuery({
    queryKey: ['own-surveys'],
    queryFn: ({ signal }) => call<{ rows: Row[] }>('/api/v1/own-surveys', { signal }),
  })
  const open = useMutation({
    mutationFn: (id: string) =>
      call<OwnSurvey>(`/api/v1/surveys/${encodeURIComponent(id)}/own-link`, { method: 'POST', body: {} }),
    // By its path: the console may be reached by another address than the one links are made for.
    onSuccess: ({ url }) => window.location.assign(new URL(url).pathname),
  })
  return (
    <>
      <PageHead title={t('shell:screen.own-surveys')} program={t('shell:program')} lead={t('ownLead')} />
      {open.isError && <ProblemNote error={open.error} />}
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="check" title={t('ownNone')}>
              {t('ownNoneAdvice')}
            </Empty>
          ) : (
            <Stack gap="md">
              {rows.map((row) => (
                <Surface key={row.survey_id}>
                  <Group justify="space-between" gap="md">
                    <div>
                      <Text fw={600}>{row.name}</Text>
                      <Text size="sm" c="dimmed">
                        {row.answered_at
                          ? t('ownAnswered', { day: formats.date(row.answered_at.slice(0, 10)) })
                          : t('ownUntil', { day: formats.date(row.closes_on) })}
                      </Text>
                    </div>
                    <Button
                      variant={row.answered_at ? 'default' : 'filled'}
                      loading={open.isPending && open.variables === row.survey_id}
                      onClick={() => open.mutate(row.survey_id)}
                    >
                      {t(row.answered_at ? 'ownChange' : 'ownAnswer')}
                      <span className="sf-hidden">: {row.name}</span>
                    </Button>
                  </Group>
                </Surface>
              ))}
            </Stack>
          )
        }
      </Answer>
    </>
  )
}
