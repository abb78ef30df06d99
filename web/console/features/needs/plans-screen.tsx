/** What customers say they will need more or less of: beside what is usual, decided by a person, and held against what came. */
import { Anchor, Button, Drawer, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ComparedChanges } from '../../../../contract/stated-changes.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFound } from '../../lib/use-found.ts'
import { CERTAINTIES, CHANGE_SOURCES, CHANGE_STATES } from '../../lib/value-lists.ts'
import { CustomerFilter } from './filters.tsx'

type Row = ComparedChanges['rows'][number]
const KEY = ['stated-changes']

const planKind: RecordKind = {
  id: 'stated-changes',
  path: '/stated-changes',
  key: 'change_id',
  icon: 'standards',
  writeRight: 'needs.write',
  start: { certainty: 'likely', source: 'phone' },
  fields: [
    { name: 'change_id', type: 'code', isRequired: true },
    {
      name: 'customer_id',
      label: 'customer',
      type: 'lookup',
      from: { path: '/customers', key: 'customer_id' },
      isRequired: true,
    },
    {
      name: 'contact_id',
      label: 'said_by',
      type: 'lookup',
      from: { path: '/contacts', key: 'contact_id' },
      alike: 'customer_id',
    },
    { name: 'product_id', type: 'lookup', from: { path: '/products', key: 'product_id' }, hint: 'plan_goods' },
    { name: 'product_group', type: 'text' },
    { name: 'valid_from', label: 'plan_from', type: 'day', isRequired: true },
    { name: 'valid_to', label: 'plan_to', type: 'day', isRequired: true },
    { name: 'change_percent', type: 'number', isRequired: true, hasHint: true },
    { name: 'certainty', type: 'choice', values: CERTAINTIES, valueList: 'certainty', isRequired: true },
    {
      name: 'source',
      label: 'plan_source',
      type: 'choice',
      values: CHANGE_SOURCES,
      valueList: 'plan_source',
      isRequired: true,
    },
    { name: 'told_on', label: 'plan_told_on', type: 'day', isRequired: true },
    { name: 'words', label: 'plan_words', type: 'longtext' },
  ],
}

export default function PlansScreen() {
  const { t } = useTranslation(['needs', 'shell', 'records', 'value', 'field'])
  const formats = useFormats()
  const client = useQueryClient()
  const session = useSession()
  const [filters, change] = useAddress()
  const asked = { customer_id: filters.customer_id }
  const plans = useQuery({
    queryKey: [...KEY, asked],
    queryFn: ({ signal }) => call<ComparedChanges>('/api/v1/stated-changes', { query: asked, signal }),
  })
  const mayWrite = mayDo(session, 'needs.write')
  const add = mayWrite && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
      {t('records:stated-changes.new')}
    </Button>
  )
  return (
    <>
      <SectionTabs of="needs" />
      <PageHead
        title={t('shell:screen.stated-changes')}
        program={t('shell:program')}
        lead={t('plans.lead')}
        actions={add}
      />
      <FilterBar names={['q', 'customer_id', 'state']}>
        <SearchFilter label={t('records:search')} />
        <CustomerFilter />
        <ChoiceFilter
          name="state"
          label={t('plans.state')}
          choices={CHANGE_STATES.map((value) => ({ value, label: t(`value:plan_state.${value}`) }))}
        />
      </FilterBar>
      <Answer of={plans}>{({ rows }) => <Plans rows={rows} add={add} />}</Answer>
      <RecordDrawer
        kind={{ ...planKind, start: { ...planKind.start, told_on: formats.dayAt(new Date()) } }}
        open={filters.open === NEW ? NEW : undefined}
        onClose={() => change({ open: undefined })}
        onSaved={() => client.invalidateQueries({ queryKey: KEY })}
      />
    </>
  )
}

function usePlanText() {
  const { t } = useTranslation('needs')
  const formats = useFormats()
  const percent = (value: number) => `${value > 0 ? '+' : ''}${formats.percent(value / 100, { min: 0, max: 0 })}`
  return {
    percent,
    goods: (row: Row) => row.product_name ?? row.product_id ?? row.product_group ?? t('plans.everything'),
    span: (row: Row) => `${formats.date(row.valid_from)} – ${formats.date(row.valid_to)}`,
    proved: ({ added_value }: Row) =>
      added_value === null
        ? null
        : t(added_value > 0 ? 'plans.better' : added_value < 0 ? 'plans.worse' : 'plans.same', {
            points: formats.percent(Math.abs(added_value), { min: 0, max: 0 }),
          }),
  }
}

function Plans({ rows, add }: { rows: readonly Row[]; add: ReactNode }) {
  const { t } = useTranslation(['needs', 'field', 'value', 'records', 'ui'])
  const formats = useFormats()
  const text = usePlanText()
  const [filters, change] = useAddress()
  const found = useFound(rows, (row) => [row.customer_name, row.change_id, text.goods(row)])
  const shown = found.filter(({ state }) => !filters.state || state === filters.state)
  const everyRow = useTheseRows(shown)
  const open = rows.find(({ change_id }) => change_id === filters.open)
  return (
    <Surface isFlush>
      <RecordTable<Row>
        label={t('plans.label')}
        name="stated-changes"
        rows={shown}
        rowKey={({ change_id }) => change_id}
        everyRow={everyRow}
        onOpen={(row) => change({ open: row.change_id })}
        columns={[
          { id: 'customer', header: t('field:customer'), cell: (row) => row.customer_name, isTitle: true },
          { id: 'goods', header: t('plans.goods'), cell: text.goods },
          { id: 'span', header: t('plans.span'), cell: text.span, text: text.span },
          {
            id: 'change',
            header: t('plans.change'),
            cell: (row) => text.percent(row.change_percent),
            text: (row) => row.change_percent,
            isNumber: true,
          },
          { id: 'certainty', header: t('field:certainty'), cell: (row) => t(`value:certainty.${row.certainty}`) },
          {
            id: 'usual',
            header: t('plans.usual'),
            cell: (row) => formats.number(row.usual, { min: 0, max: 0 }),
            text: (row) => row.usual,
            isNumber: true,
          },
          {
            id: 'stated',
            header: t('plans.stated'),
            cell: (row) => formats.number(row.stated, { min: 0, max: 0 }),
            text: (row) => row.stated,
            isNumber: true,
          },
          { id: 'state', header: t('plans.state'), cell: (row) => t(`value:plan_state.${row.state}`) },
          { id: 'proved', header: t('plans.proved'), cell: text.proved, text: ({ added_value }) => added_value },
          { id: 'change_id', header: t('field:change_id'), cell: (row) => row.change_id, isHiddenAtFirst: true },
        ]}
        empty={
          <Empty icon="standards" title={t('plans.none')} action={add}>
            {t('plans.noneAdvice')}
          </Empty>
        }
      />
      <Drawer
        opened={open !== undefined}
        onClose={() => change({ open: undefined })}
        position="right"
        size="lg"
        title={open && `${open.customer_name}: ${text.goods(open)}`}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {open && <Plan key={`${open.change_id} ${open.version}`} row={open} />}
      </Drawer>
    </Surface>
  )
}

function Plan({ row }: { row: Row }) {
  const { t } = useTranslation(['needs', 'value', 'field'])
  const formats = useFormats()
  const text = usePlanText()
  const client = useQueryClient()
  const mayDecide = mayDo(useSession(), 'stock.write')
  const [percent, setPercent] = useState<number>(row.accepted_percent ?? row.change_percent)
  const [reason, setReason] = useState('')
  const decide = useMutation({
    mutationFn: (decision: 'accepted' | 'declined') =>
      call(`/api/v1/stated-changes/${encodeURIComponent(row.change_id)}/decide`, {
        method: 'POST',
        body: { decision, reason: reason.trim(), ...(decision === 'accepted' && { percent }) },
      }),
    onSuccess: () => {
      toastDone(t('plans.decided'))
      for (const key of [KEY, ['stock-warnings']]) client.invalidateQueries({ queryKey: key })
    },
  })
  const number = (value: number) => formats.number(value, { min: 0, max: 0 })
  const isOver = row.valid_to < formats.dayAt(new Date())
  return (
    <Stack gap="sm">
      <Anchor component={Link} to={`/customers/${encodeURIComponent(row.customer_id)}`} size="sm">
        {row.customer_name}
      </Anchor>
      {row.words && (
        <Text component="blockquote" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('quoted', { text: row.words })}
        </Text>
      )}
      <Text size="sm">
        {t('plans.said', {
          change: text.percent(row.change_percent),
          span: text.span(row),
          certainty: t(`value:certainty.${row.certainty}`),
          source: t(`value:plan_source.${row.source}`),
          day: formats.date(row.told_on),
        })}
      </Text>
      <Text size="sm">
        {t('plans.units', { usual: number(row.usual), stated: number(row.stated), days: number(row.days) })}
      </Text>
      {row.days_gone > 0 && (
        <Text size="sm">
          {t('plans.soFar', {
            days: number(row.days_gone),
            usual: number(row.usual_so_far),
            actual: number(row.actual),
          })}{' '}
          {row.adjusted_so_far !== null && t('plans.adjusted', { units: number(row.adjusted_so_far) })}{' '}
          {text.proved(row)}
        </Text>
      )}
      {row.decided_on && (
        <Text size="sm" c="dimmed">
          {t(`plans.was.${row.state}`, {
            day: formats.date(row.decided_on),
            percent: row.accepted_percent == null ? '' : text.percent(row.accepted_percent),
            reason: row.reason,
          })}
        </Text>
      )}
      {mayDecide && !isOver && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            decide.mutate('accepted')
          }}
        >
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t('plans.decideNote')}
            </Text>
            {decide.isError && <ProblemNote error={decide.error} />}
            <NumberInput
              label={t('plans.percent')}
              value={percent}
              min={-100}
              max={1000}
              onChange={(value) => setPercent(Number(value))}
              hideControls
              w={200}
            />
            <Textarea
              label={t('field:reason')}
              required
              autosize
              minRows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button
                variant="default"
                disabled={!reason.trim()}
                loading={decide.isPending && decide.variables === 'declined'}
                onClick={() => decide.mutate('declined')}
              >
                {t('plans.decline')}
              </Button>
              <Button
                type="submit"
                disabled={!reason.trim()}
                loading={decide.isPending && decide.variables === 'accepted'}
              >
                {t('plans.accept')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  )
}
