/** My role: the steps of the reader's department with standard, result and open work, and what its neighbors need. */
import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LONG_OVERDUE_DAYS } from '../../../../contract/danger-words.ts'
import type { MyRole } from '../../../../contract/process-chart.ts'
import { DEPARTMENTS } from '../../../../contract/process-words.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { MarkWord } from './mark-sign.tsx'
import { useNames } from './names.ts'

type OwnStep = MyRole['steps'][number]
type Neighbor = MyRole['to_others'][number]

export default function MyRoleScreen() {
  const { t } = useTranslation(['process', 'shell'])
  const role = useQuery({
    queryKey: ['process-role'],
    queryFn: ({ signal }) => call<MyRole>('/api/v1/process-chart/my-role', { signal }),
  })
  return (
    <>
      <SectionTabs of="process" />
      <PageHead title={t('shell:screen.my-role')} program={t('shell:program')} lead={t('roleLead')} />
      <Answer of={role}>
        {(found) => (
          <Stack gap="md">
            <DepartmentChoice found={found} />
            <Steps found={found} />
            {found.department !== 'management' && (
              <>
                <Neighbors found={found} rows={found.to_others} title={t('toOthers')} note={t('toOthersNote')} />
                <Neighbors found={found} rows={found.from_others} title={t('fromOthers')} note={t('fromOthersNote')} />
              </>
            )}
          </Stack>
        )}
      </Answer>
    </>
  )
}

function DepartmentChoice({ found }: { found: MyRole }) {
  const { t } = useTranslation('process')
  const names = useNames()
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: (department: string | null) => call('/api/v1/me/department', { method: 'PUT', body: { department } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['process-role'] }),
    onError: toastProblem,
  })
  return (
    <Select
      label={t('myDepartment')}
      description={found.is_chosen ? undefined : t('byRole')}
      data={DEPARTMENTS.filter((one) => one !== 'customer' && one !== 'partner').map((one) => ({
        value: one,
        label: names.department(one),
      }))}
      value={found.department}
      allowDeselect={false}
      disabled={choose.isPending}
      onChange={(department) => department && choose.mutate(department)}
      maw={320}
    />
  )
}

function Steps({ found }: { found: MyRole }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  if (found.steps.length === 0)
    return (
      <Surface isFlush>
        <Empty icon="columns" title={t('noSteps')}>
          {t('noStepsAdvice')}
        </Empty>
      </Surface>
    )
  const measured = ({ result }: OwnStep) =>
    result?.standard == null ? null : `${formats.percent(result.standard, 1)} · ${names.measure(result.measure ?? '')}`
  return (
    <Surface title={t('mySteps')} note={t('myStepsNote')}>
      <PlainTable
        label={t('mySteps')}
        rows={found.steps}
        rowKey={({ step_id }) => step_id}
        columns={[
          {
            id: 'step',
            header: t('stepTitle'),
            isTitle: true,
            cell: ({ step_id }) => (
              <Anchor component={Link} to={`/process?open=step:${encodeURIComponent(step_id)}`} size="sm" fw={600}>
                {names.stepById(found.process, step_id)}
              </Anchor>
            ),
          },
          { id: 'mark', header: t('markTitle'), cell: ({ result }) => result && <MarkWord mark={result.mark} /> },
          {
            id: 'result',
            header: t('result'),
            isNumber: true,
            cell: ({ result }) => result?.share && formats.percent(result.share.right / result.share.n, 1),
          },
          { id: 'standard', header: t('standard'), cell: measured },
          { id: 'open', header: t('openWork'), cell: (row) => row.open && <OpenWork open={row.open} /> },
        ]}
      />
    </Surface>
  )
}

function OpenWork({ open }: { open: NonNullable<OwnStep['open']> }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const stale = open.stale ? t('openStale', { n: formats.number(open.stale), days: LONG_OVERDUE_DAYS }) : null
  if (open.count === 0 && !stale) return t('nothingOpen')
  return (
    <Stack gap={2}>
      <Text size="sm">
        {[
          open.count === 0 ? t('nothingOpen') : t(`openOf.${open.kind}`, { n: formats.number(open.count) }),
          open.overdue !== null && open.overdue > 0 && t('openOverdue', { n: formats.number(open.overdue) }),
          open.late !== null && open.late > 0 && t('openLate', { n: formats.number(open.late) }),
          open.oldest && t('openSince', { at: formats.relative(open.oldest) }),
        ]
          .filter(Boolean)
          .join(', ')}
      </Text>
      {stale && (
        <Text size="sm" c="dimmed">
          {stale}
        </Text>
      )}
      <Group gap={8}>
        {open.orders.slice(0, 3).map(({ order_id }) => (
          <Anchor
            key={order_id}
            component={Link}
            size="sm"
            underline="always"
            to={`/orders/${encodeURIComponent(order_id)}`}
          >
            {order_id}
          </Anchor>
        ))}
      </Group>
    </Stack>
  )
}

type NeighborsProps = { found: MyRole; rows: readonly Neighbor[]; title: string; note: string }

function Neighbors({ found, rows, title, note }: NeighborsProps) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  if (rows.length === 0) return null
  return (
    <Surface title={title} note={note}>
      <PlainTable
        label={title}
        rows={rows}
        rowKey={(row) => `${row.arrow_id} ${row.own_step} ${row.other_step}`}
        columns={[
          {
            id: 'who',
            header: t('lane'),
            isTitle: true,
            cell: ({ other_department }) => (other_department ? names.department(other_department) : t('noLane')),
          },
          { id: 'own', header: t('ourStep'), cell: ({ own_step }) => names.stepById(found.process, own_step) },
          { id: 'other', header: t('theirStep'), cell: ({ other_step }) => names.stepById(found.process, other_step) },
          {
            id: 'within',
            header: t('within'),
            isNumber: true,
            cell: ({ standard_hours }) => (standard_hours === null ? t('noTime') : names.hours(standard_hours)),
          },
          { id: 'mark', header: t('markTitle'), cell: ({ result }) => result && <MarkWord mark={result.mark} /> },
          {
            id: 'result',
            header: t('result'),
            isNumber: true,
            cell: ({ result }) => result?.share && formats.percent(result.share.right / result.share.n, 1),
          },
        ]}
      />
    </Surface>
  )
}
