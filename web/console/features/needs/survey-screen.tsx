/** One survey: whom it asks, each person's link, and what was answered by question and role. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { SurveyResults } from '../../../../contract/gap-map.ts'
import type { InvitedRow, SampleAnswer, Survey } from '../../../../contract/surveys.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { sharedAddress } from '../../../ui/shared-address.ts'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { useRecord } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { MailSurvey } from './mail-survey.tsx'
import { SurveyQuestions } from './survey-questions.tsx'
import { SurveyReachPanel } from './survey-reach.tsx'

export default function SurveyScreen() {
  const { t } = useTranslation(['needs', 'shell', 'value'])
  const formats = useFormats()
  const { id = '' } = useParams()
  const survey = useRecord<Survey>('/surveys', id)
  const mayWrite = mayDo(useSession(), 'needs.write')
  const results = useQuery({
    queryKey: ['survey-results', id],
    queryFn: ({ signal }) => call<SurveyResults>(`/api/v1/surveys/${encodeURIComponent(id)}/results`, { signal }),
  })
  const found = survey.data
  return (
    <>
      <PageHead
        title={found?.name ?? id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.surveys'), to: '/needs/surveys' }}
        lead={
          found &&
          [
            t(`value:audience.${found.audience}`),
            t(`value:survey_state.${found.state}`),
            t('ownUntil', { day: formats.date(found.closes_on) }),
          ].join(' · ')
        }
      />
      <Answer of={results}>
        {(answer) => (
          <Stack gap="md">
            <Surface title={t('whoAnswered')}>
              <Stack gap="sm">
                <Text size="sm">
                  {t('answered', { count: answer.answered, asked: answer.invited })}
                  {answer.changed > 0 && ` · ${t('changed', { count: answer.changed })}`}
                  {answer.contested > 0 && ` · ${t('contested', { count: answer.contested })}`}
                </Text>
                {answer.roles.length > 0 && (
                  <PlainTable
                    label={t('whoAnswered')}
                    rows={answer.roles}
                    rowKey={({ role }) => role}
                    columns={[
                      {
                        id: 'role',
                        header: t(found?.audience === 'staff' ? 'ownDepartment' : 'roleTitle'),
                        cell: ({ role }) =>
                          role === 'none'
                            ? t('noRole')
                            : t(`value:${found?.audience === 'staff' ? 'department' : 'buying_role'}.${role}`),
                        isTitle: true,
                      },
                      {
                        id: 'invited',
                        header: t('asked'),
                        cell: ({ invited }) => formats.number(invited),
                        isNumber: true,
                      },
                      {
                        id: 'answered',
                        header: t('answeredTitle'),
                        cell: ({ answered }) => formats.number(answered),
                        isNumber: true,
                      },
                    ]}
                  />
                )}
              </Stack>
            </Surface>
            {found?.audience === 'customers' && <SurveyReachPanel survey={found} mayRemind={mayWrite} />}
            {mayWrite && found?.audience === 'customers' && <Sampling survey={found} />}
            {answer.answered === 0 ? (
              <Empty icon="question" title={t('nobodyAnswered')} />
            ) : (
              <SurveyQuestions results={answer} isStaff={found?.audience === 'staff'} />
            )}
          </Stack>
        )}
      </Answer>
    </>
  )
}

const USUAL = 60

function Sampling({ survey }: { survey: Survey }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const client = useQueryClient()
  const [people, setPeople] = useState<number>(USUAL)
  const path = `/api/v1/surveys/${encodeURIComponent(survey.survey_id)}`
  const invited = useQuery({
    queryKey: ['survey-invited', survey.survey_id],
    queryFn: ({ signal }) => call<{ rows: InvitedRow[] }>(`${path}/invitations`, { signal }),
  })
  const draw = useMutation({
    mutationFn: (is_trial: boolean) =>
      call<SampleAnswer>(`${path}/sample`, { method: 'POST', body: { people, is_trial } }),
    onSuccess: (_, isTrial) => {
      if (isTrial) return
      client.invalidateQueries({ queryKey: ['survey-invited', survey.survey_id] })
      client.invalidateQueries({ queryKey: ['survey-results', survey.survey_id] })
    },
  })
  const drawn = draw.data
  const rows = invited.data?.rows ?? []
  const everyRow = useTheseRows(rows)
  const state = (row: InvitedRow) =>
    row.answered_at
      ? t(row.is_contested ? 'stateContested' : row.changes > 0 ? 'stateChanged' : 'stateAnswered')
      : t('stateWaiting')
  return (
    <Surface title={t('sampleTitle')} note={t('sampleNote', { days: survey.rest_days })}>
      <Stack gap="sm" mt="xs">
        <Group align="flex-end" gap="sm">
          <NumberInput
            label={t('samplePeople')}
            value={people}
            min={1}
            max={5000}
            allowDecimal={false}
            w={140}
            onChange={(value) => setPeople(Number(value) || 1)}
          />
          <Button variant="default" onClick={() => draw.mutate(true)} loading={draw.isPending && draw.variables}>
            {t('sampleCount')}
          </Button>
          <Button
            onClick={() => draw.mutate(false)}
            disabled={survey.state !== 'open'}
            loading={draw.isPending && !draw.variables}
          >
            {t('sampleInvite')}
          </Button>
        </Group>
        {survey.state !== 'open' && (
          <Text size="sm" c="dimmed">
            {t('sampleClosed')}
          </Text>
        )}
        {draw.isError && <ProblemNote error={draw.error} />}
        {drawn && (
          <Text size="sm" role="status">
            {t(draw.variables ? 'sampleWould' : 'sampleDone', { count: drawn.invited })}{' '}
            {t('sampleLeft', {
              resting: drawn.left_out.resting,
              invited: drawn.left_out.already_invited,
              rest: drawn.left_out.not_drawn,
            })}
          </Text>
        )}
        <MailSurvey survey={survey} people={people} />
        {rows.length > 0 && (
          <>
            <Text size="sm" c="dimmed">
              {t('linksNote')}
            </Text>
            <RecordTable<InvitedRow>
              label={t('linksTitle')}
              name="survey-invited"
              rows={rows}
              rowKey={(row) => row.invitation_id}
              isWaiting={invited.isPending}
              everyRow={everyRow}
              height="320px"
              empty={null}
              columns={[
                { id: 'name', header: t('person'), cell: (row) => row.name, isTitle: true },
                { id: 'customer', header: t('customerTitle'), cell: (row) => row.customer_name },
                {
                  id: 'role',
                  header: t('roleTitle'),
                  cell: (row) => row.buying_role && t(`value:buying_role.${row.buying_role}`),
                  text: (row) => row.buying_role,
                },
                { id: 'state', header: t('stateTitle'), cell: state, text: state },
                {
                  id: 'mailed',
                  header: t('mailedTitle'),
                  cell: (row) => row.mailed && t(row.is_reminded ? 'mailedReminded' : `mailed.${row.mailed}`),
                  text: (row) => row.mailed,
                },
                { id: 'email', header: t('email'), cell: (row) => row.email, isHiddenAtFirst: true },
                {
                  id: 'expires',
                  header: t('linkEnds'),
                  cell: (row) => formats.date(row.expires_at.slice(0, 10)),
                  text: (row) => row.expires_at.slice(0, 10),
                },
                {
                  id: 'link',
                  header: t('link'),
                  cell: (row) => <CopyLink url={toShare(row.url)} name={row.name} />,
                  text: (row) => toShare(row.url),
                },
              ]}
            />
          </>
        )}
      </Stack>
    </Surface>
  )
}

const toShare = (url: string) => sharedAddress(url, window.location.origin).url

function CopyLink({ url, name }: { url: string; name: string }) {
  const { t } = useTranslation('needs')
  const [isCopied, setCopied] = useState(false)
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={async (event) => {
        event.stopPropagation()
        await navigator.clipboard?.writeText(url)
        setCopied(true)
      }}
    >
      {t(isCopied ? 'copied' : 'copyLink')}
      <span className="sf-hidden">: {name}</span>
    </Button>
  )
}
