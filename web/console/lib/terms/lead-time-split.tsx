/** A lead time split over the steps, as they share the time now: what each may take so that the whole is kept. Published as the segment's standard from a day on. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../../contract/policies.ts'
import type { StepSplit } from '../../../../contract/step-split.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useRecord } from '../records/use-records.ts'
import { mayDo, useSession } from '../session.ts'

type Props = {
  segmentId: string
  days: number
  /** From when the standard would hold; absent for a draft, which publishes nothing yet. */
  from?: string
}

const ENOUGH = 30

export function LeadTimeSplit({ segmentId, days, from }: Props) {
  const { t } = useTranslation(['terms', 'scorecard', 'value', 'ui'])
  const formats = useFormats()
  const path = `/api/v1/segments/${encodeURIComponent(segmentId)}`
  const split = useQuery({
    queryKey: ['step-split', segmentId],
    queryFn: ({ signal }) => call<StepSplit>(`${path}/step-split`, { signal }),
  })
  const found = split.data
  if (!found) return null
  const total = t('value:business_days', { count: days })
  return (
    <Stack gap="xs" mt="md">
      <Title order={3} size="h6">
        {t('split.title', { days: total })}
      </Title>
      {found.lines < ENOUGH ? (
        <Text size="sm" c="dimmed">
          {t('split.few', { count: found.lines })}
        </Text>
      ) : (
        <PlainTable
          label={t('split.title', { days: total })}
          rows={found.steps}
          rowKey={({ step }) => step}
          columns={[
            {
              id: 'step',
              header: t('split.step'),
              cell: ({ step }) => (step === 'waiting' ? t('split.waiting') : t(`scorecard:step.${step}`)),
              isTitle: true,
            },
            {
              id: 'now',
              header: t('split.now'),
              cell: ({ mean_hours }) => mean_hours !== null && formats.duration(mean_hours, 'hour'),
              isNumber: true,
            },
            { id: 'share', header: t('split.share'), cell: ({ share }) => formats.percent(share), isNumber: true },
            {
              id: 'may',
              header: t('split.may'),
              cell: ({ share }) =>
                share !== null && t('split.days', { days: formats.number(Math.round(share * days * 100) / 100) }),
              isNumber: true,
            },
          ]}
        />
      )}
      {from && <Publish segmentId={segmentId} days={days} from={from} />}
    </Stack>
  )
}

function Publish({ segmentId, days, from }: Required<Props>) {
  const { t } = useTranslation(['terms', 'value', 'ui'])
  const formats = useFormats()
  const session = useSession()
  const client = useQueryClient()
  const path = `/api/v1/segments/${encodeURIComponent(segmentId)}`
  const segment = useRecord<Segment>('/segments', segmentId)
  const standard = segment.data?.standards.find((one) => one.element === 'order_cycle_time' && one.valid_from === from)
  const publish = useMutation({
    mutationFn: () =>
      call(path, {
        method: 'PATCH',
        body: {
          standards: [{ element: 'order_cycle_time', valid_from: from, target: days, target_unit: 'business_days' }],
        },
      }),
    onSuccess: async () => {
      toastDone(t('ui:saved'))
      await client.invalidateQueries({ queryKey: ['records', '/segments'] })
    },
  })
  if (!segment.data) return null
  const amount = t('value:business_days', { count: days })
  if (standard?.target === days && standard.target_unit === 'business_days')
    return (
      <Text size="sm" c="dimmed">
        {t('split.isStandard', { days: amount, day: formats.date(from) })}
      </Text>
    )
  if (!mayDo(session, 'standards.write')) return null
  return (
    <Group gap="xs">
      <Button variant="default" size="sm" loading={publish.isPending} onClick={() => publish.mutate()}>
        {t('split.publish', { days: amount, day: formats.date(from) })}
      </Button>
      {publish.isError && <ProblemNote error={publish.error} />}
    </Group>
  )
}
