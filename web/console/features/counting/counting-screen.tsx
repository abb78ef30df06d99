/** Counts what lies at a site, blind: places in the order of the bins, a second look where the first is too far off. */
import { Alert, Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CountSheet, StockCount } from '../../../../contract/stock.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { againOf, type CountClass, countOf, type Looked, placeId, type SheetRow } from './count-draft.ts'

type Sheet = z.infer<typeof CountSheet>
type Count = z.infer<typeof StockCount>
const SHEET_ROWS = 60

export default function CountingScreen() {
  const { t } = useTranslation(['counting', 'shell', 'field'])
  const [filters, change] = useAddress()
  const { location_id: site, bin, product_id: product } = filters
  const sheet = useQuery({
    queryKey: ['counting', site, bin, product],
    queryFn: ({ signal }) =>
      call<Sheet>('/api/v1/stock/counts/sheet', {
        query: { location_id: site, bin, product_id: product, limit: SHEET_ROWS },
        signal,
      }),
    enabled: Boolean(site),
    // The sheet must not change under the hand of whoever counts.
    refetchOnWindowFocus: false,
  })
  return (
    <>
      <PageHead title={t('shell:screen.counting')} program={t('shell:program')} lead={t('lead')} />
      <Group gap="sm" mb="md" align="flex-end">
        <Lookup
          label={t('field:site_id')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
          value={site ?? null}
          onChange={(value) => change({ location_id: value ?? undefined })}
          width={240}
        />
        <Lookup
          label={t('field:product_id')}
          from={{ path: '/products', key: 'product_id' }}
          value={product ?? null}
          onChange={(value) => change({ product_id: value ?? undefined })}
          width={260}
        />
        <TextInput
          label={t('field:bin')}
          defaultValue={bin ?? ''}
          onBlur={(event) => change({ bin: event.currentTarget.value.trim() || undefined })}
          w={140}
        />
      </Group>
      {site ? (
        <Answer of={sheet}>
          {({ rows, nextCursor }) =>
            rows.length === 0 ? (
              <Empty icon="products" title={t('nothing')}>
                {t('nothingNote')}
              </Empty>
            ) : (
              <CountForm key={`${site} ${bin} ${product}`} site={site} rows={rows} isCut={nextCursor !== null} />
            )
          }
        </Answer>
      ) : (
        <Empty icon="locations" title={t('chooseSite')}>
          {t('chooseSiteNote')}
        </Empty>
      )}
    </>
  )
}

function CountForm({ site, rows, isCut }: { site: string; rows: readonly SheetRow[]; isCut: boolean }) {
  const { t } = useTranslation(['counting', 'field', 'stock'])
  const client = useQueryClient()
  const [countClass, setClass] = useState<CountClass>('B')
  const [cause, setCause] = useState('')
  const [counted, setCounted] = useState<Record<string, number>>({})
  const [countId, setCountId] = useState<string | null>(null)
  const [again, setAgain] = useState<readonly SheetRow[] | null>(null)
  const [done, setDone] = useState<readonly Looked[]>([])
  const shown = again ?? rows
  const count = countOf(shown, counted, { site, countClass, countId, cause })
  const send = useMutation({
    mutationFn: (body: object) => call<Count>('/api/v1/stock/counts', { method: 'POST', body }),
    onSuccess: async (answer) => {
      setCountId(answer.count_id)
      setAgain(againOf(shown, answer.lines))
      setDone((before) => [...before, ...answer.lines.filter((line) => line.outcome !== 'look_again')])
      setCounted({})
      await client.invalidateQueries({ queryKey: ['stock'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (count) send.mutate(count)
  }
  const isDone = again !== null && again.length === 0
  return (
    <Stack gap="md" maw={860}>
      {again && again.length > 0 && (
        <Alert variant="light" color="yellow" icon={<Icon name="warning" />} title={t('lookAgain')} role="status">
          {t('lookAgainNote')}
        </Alert>
      )}
      {!isDone && (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            {again === null && (
              <Group gap="md" align="flex-end">
                <SegmentedControl
                  aria-label={t('class.label')}
                  data={(['A', 'B', 'C'] as const).map((value) => ({ value, label: t(`class.${value}`) }))}
                  value={countClass}
                  onChange={(value) => setClass(value as CountClass)}
                />
                <TextInput
                  label={t('field:reason')}
                  value={cause}
                  onChange={(event) => setCause(event.currentTarget.value)}
                />
              </Group>
            )}
            {shown.map((row) => (
              <Surface key={placeId(row)}>
                <Group justify="space-between" gap="sm" pt="xs" align="flex-end">
                  <div>
                    <Text fw={650}>{row.product_id}</Text>
                    <Text size="sm" c="dimmed">
                      {[row.bin, row.lot_id, row.serial, t(`stock:state.${row.state}`)].filter(Boolean).join(' · ')}
                    </Text>
                  </div>
                  <NumberInput
                    aria-label={t('countedOf', { product: row.product_id, place: row.bin ?? row.lot_id ?? '' })}
                    placeholder={t('counted')}
                    size="md"
                    w={150}
                    min={0}
                    decimalScale={3}
                    inputMode="decimal"
                    hideControls
                    value={counted[placeId(row)] ?? ''}
                    onChange={(value) => setCounted(withFigure(counted, placeId(row), value))}
                  />
                </Group>
              </Surface>
            ))}
            {isCut && again === null && <Text size="sm">{t('cut', { rows: SHEET_ROWS })}</Text>}
            {send.isError && <ProblemNote error={send.error} />}
            <Group justify="flex-end">
              <Button type="submit" size="md" loading={send.isPending} disabled={count === null}>
                {t('send')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      {done.length > 0 && <Outcome rows={done} countId={countId} />}
    </Stack>
  )
}

function withFigure(counted: Readonly<Record<string, number>>, id: string, value: number | string) {
  const { [id]: _before, ...others } = counted
  return value === '' ? others : { ...others, [id]: Number(value) }
}

function Outcome({ rows, countId }: { rows: readonly Looked[]; countId: string | null }) {
  const { t } = useTranslation(['counting', 'field'])
  const formats = useFormats()
  const number = (value: number | null) => value !== null && formats.number(value, { min: 0, max: 3 })
  return (
    <Surface title={t('outcome')} note={countId}>
      <PlainTable
        label={t('outcome')}
        rows={rows}
        rowKey={(row) => `${placeId(row)} ${row.look}`}
        columns={[
          { id: 'product', header: t('field:product_id'), isTitle: true, cell: (row) => row.product_id },
          { id: 'bin', header: t('field:bin'), cell: (row) => row.bin },
          { id: 'lot', header: t('field:lot_id'), cell: (row) => row.lot_id },
          { id: 'expected', header: t('expected'), isNumber: true, cell: (row) => number(row.expected) },
          { id: 'counted', header: t('counted'), isNumber: true, cell: (row) => number(row.counted) },
          { id: 'what', header: t('became'), cell: (row) => t(`result.${row.outcome}`) },
        ]}
      />
    </Surface>
  )
}
