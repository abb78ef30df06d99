/** Questions answered by the program: whether it may, how certain it must be, how that went, and each decision with its reason. */
import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import {
  ANSWER_REASONS,
  type AnswerSetting,
  type AutomaticAnswerFigures,
  type AutomaticAnswerRow,
} from '../../../../contract/automatic-answers.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useAnswerFigures, useAnswerSetting, useSaveAnswerSetting } from './use-automatic.ts'

const FILTERS = ['q', 'verdict', 'reason']
const VERDICTS = ['answered', 'left'] as const

export default function AutomaticScreen() {
  const { t } = useTranslation(['inquiries', 'shell'])
  const setting = useAnswerSetting()
  const figures = useAnswerFigures()
  return (
    <>
      <PageHead title={t('shell:screen.automatic-answers')} program={t('shell:program')} lead={t('automatic.lead')} />
      <SectionTabs of="desk" />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Answer of={setting}>{(found) => <SettingForm key={String(found.is_on)} setting={found} />}</Answer>
          <Answer of={figures}>{(found) => <Figures figures={found} />}</Answer>
        </SimpleGrid>
        <FilterBar names={FILTERS}>
          <SearchFilter label={t('automatic.search')} />
          <ChoiceFilter
            name="verdict"
            label={t('automatic.verdict')}
            choices={VERDICTS.map((value) => ({ value, label: t(`automatic.verdicts.${value}`) }))}
          />
          <ChoiceFilter
            name="reason"
            label={t('automatic.reason')}
            width={260}
            choices={ANSWER_REASONS.map((value) => ({ value, label: t(`automatic.reasons.${value}`) }))}
          />
        </FilterBar>
        <Decisions />
      </Stack>
    </>
  )
}

function SettingForm({ setting }: { setting: AnswerSetting }) {
  const { t } = useTranslation(['inquiries', 'ui'])
  const session = useSession()
  const save = useSaveAnswerSetting()
  const [now, setNow] = useState(setting)
  const maySet = mayDo(session, 'messages.manage')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(now, { onSuccess: () => toastDone(t('ui:saved')) })
  }
  return (
    <Surface title={t('automatic.setting')}>
      <form onSubmit={submit}>
        <Stack gap="sm" mt="xs">
          {save.isError && <ProblemNote error={save.error} />}
          <Switch
            label={t('automatic.on')}
            description={t('automatic.onNote')}
            checked={now.is_on}
            disabled={!maySet}
            onChange={(event) => setNow({ ...now, is_on: event.currentTarget.checked })}
          />
          <NumberInput
            label={t('automatic.threshold')}
            description={t('automatic.thresholdNote')}
            suffix=" %"
            required
            min={50}
            max={99}
            allowDecimal={false}
            disabled={!maySet}
            value={Math.round(now.threshold * 100)}
            onChange={(value) => typeof value === 'number' && setNow({ ...now, threshold: value / 100 })}
          />
          {maySet && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                {t('ui:save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Surface>
  )
}

function Figures({ figures }: { figures: AutomaticAnswerFigures }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const { answered, reopened, left, median_minutes, certainty, right, cases, goes_out } = figures
  const leftCount = left.reduce((sum, { count }) => sum + count, 0)
  return (
    <Surface title={t('automatic.figures')}>
      <Stack gap={6} mt="xs">
        {!goes_out && (
          <Text size="sm" c="var(--sf-wrong)">
            {t('automatic.held')} <Link to="/messages/settings">{t('automatic.heldWhere')}</Link>
          </Text>
        )}
        <Text size="sm">
          {t('automatic.answeredCount', { count: answered })}
          {median_minutes !== null && ` ${t('automatic.median', { minutes: formats.number(median_minutes) })}`}
        </Text>
        <Text size="sm">{t('automatic.reopenedCount', { count: reopened })}</Text>
        <Text size="sm">{t('automatic.leftHead', { count: leftCount })}</Text>
        {left.length > 0 && (
          <Text component="ul" size="sm" m={0} ps="lg">
            {left.map(({ reason, count }) => (
              <li key={reason}>
                {t(`automatic.reasons.${reason}`)}: {formats.number(count)}
              </li>
            ))}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('automatic.standsOn', { certainty: formats.percent(certainty), right, cases })}
        </Text>
      </Stack>
    </Surface>
  )
}

function Decisions() {
  const { t } = useTranslation(['inquiries', 'shell'])
  const formats = useFormats()
  const navigate = useNavigate()
  const [{ q, verdict, reason }] = useAddress()
  const answers = useCountedList<AutomaticAnswerRow>({
    ...{ path: '/automatic-answers', name: 'answers', queryKey: ['inquiries', 'automatic'], refetchInterval: 30_000 },
    asked: { q, verdict, reason },
  })
  const verdictOf = (row: AutomaticAnswerRow) =>
    t(row.is_reopened ? 'automatic.verdicts.reopened' : `automatic.verdicts.${row.verdict}`)
  return (
    <CountedTable
      of={answers}
      name="automatic-answers"
      label={t('shell:screen.automatic-answers')}
      rowKey={(row) => row.inquiry_id}
      onOpen={(row) => navigate(`/inquiries/${encodeURIComponent(row.inquiry_id)}`)}
      isFiltered={Boolean(q || verdict || reason)}
      columns={[
        { id: 'subject', header: t('subject'), cell: (row) => row.subject, isTitle: true },
        { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
        { id: 'order', header: t('order'), cell: (row) => row.order_id },
        { id: 'verdict', header: t('automatic.verdict'), cell: verdictOf },
        { id: 'reason', header: t('automatic.reason'), cell: (row) => t(`automatic.reasons.${row.reason}`) },
        {
          id: 'certainty',
          header: t('automatic.certainty'),
          cell: (row) => row.certainty !== null && formats.percent(row.certainty),
          text: (row) => (row.certainty === null ? '' : String(row.certainty)),
        },
        {
          id: 'decided',
          header: t('automatic.decided'),
          cell: (row) => formats.instant(row.decided_at),
          text: (row) => row.decided_at,
        },
      ]}
      empty={
        <Empty icon="inbox" title={t('automatic.empty')}>
          {t('automatic.emptyNote')}
        </Empty>
      }
    />
  )
}
