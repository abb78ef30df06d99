/** A model outside that may suggest words: where it is, what for and how often; what it is told; and each call with how it went. */
import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { MODEL_OUTCOMES, MODEL_USES, type ModelCall } from '../../../../contract/outside-model.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { ModelForm } from './model-form.tsx'
import { useModel } from './use-model.ts'

const FILTERS = ['q', 'use', 'outcome']
const TOLD = ['facts', 'words', 'without', 'never', 'comesBack', 'fallback'] as const

export default function ModelScreen() {
  const { t } = useTranslation(['outsideModel', 'shell'])
  const state = useModel()
  return (
    <>
      <SectionTabs of="assistants" />
      <PageHead title={t('shell:screen.outside-model')} program={t('shell:program')} lead={t('lead')} />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Answer of={state}>{(found) => <ModelForm key={String(found.setting === null)} state={found} />}</Answer>
          <Surface title={t('told.title')}>
            <Text component="ul" size="sm" m={0} mt="xs" ps="lg">
              {TOLD.map((name) => (
                <li key={name} style={{ marginBottom: 6 }}>
                  {t(`told.${name}`)}
                </li>
              ))}
            </Text>
          </Surface>
        </SimpleGrid>
        <FilterBar names={FILTERS}>
          <SearchFilter label={t('search')} />
          <ChoiceFilter
            name="use"
            label={t('use')}
            choices={MODEL_USES.map((value) => ({ value, label: t(`uses.${value}`) }))}
          />
          <ChoiceFilter
            name="outcome"
            label={t('outcome')}
            width={260}
            choices={MODEL_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
        </FilterBar>
        <Calls />
      </Stack>
    </>
  )
}

function Calls() {
  const { t } = useTranslation(['outsideModel', 'shell'])
  const formats = useFormats()
  const navigate = useNavigate()
  const [{ q, use, outcome }] = useAddress()
  const calls = useCountedList<ModelCall>({
    ...{ path: '/outside-model/calls', name: 'calls', queryKey: ['outside-model', 'calls'], refetchInterval: 30_000 },
    asked: { q, use, outcome },
  })
  const number = (value: number | null) => (value === null ? null : formats.number(value))
  return (
    <CountedTable
      of={calls}
      name="outside-model-calls"
      label={t('calls')}
      rowKey={(row) => row.call_id}
      onOpen={(row) => navigate(`/inquiries/${encodeURIComponent(row.inquiry_id)}`)}
      isFiltered={Boolean(q || use || outcome)}
      columns={[
        {
          id: 'when',
          header: t('when'),
          cell: (row) => formats.instant(row.called_at),
          text: (row) => row.called_at,
          isTitle: true,
        },
        { id: 'use', header: t('use'), cell: (row) => t(`uses.${row.use}`) },
        { id: 'inquiry', header: t('inquiry'), cell: (row) => row.inquiry_id },
        { id: 'who', header: t('who'), cell: (row) => row.actor_name ?? row.actor },
        { id: 'model', header: t('model'), cell: (row) => row.model },
        { id: 'outcome', header: t('outcome'), cell: (row) => t(`outcomes.${row.outcome}`) },
        {
          id: 'took',
          header: t('took'),
          cell: (row) => (row.took_ms === null ? null : t('seconds', { seconds: formats.number(row.took_ms / 1000) })),
          text: (row) => (row.took_ms === null ? '' : String(row.took_ms / 1000)),
        },
        {
          id: 'tokensIn',
          header: t('tokensIn'),
          cell: (row) => number(row.tokens_in),
          text: (row) => String(row.tokens_in ?? ''),
        },
        {
          id: 'tokensOut',
          header: t('tokensOut'),
          cell: (row) => number(row.tokens_out),
          text: (row) => String(row.tokens_out ?? ''),
        },
      ]}
      empty={
        <Empty icon="command" title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      }
    />
  )
}
