/** What each segment is offered on a day, side by side: segments as columns, terms as rows. Defaults are said quietly. */
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AddedService } from '../../../../contract/added-services.ts'
import type { Objective } from '../../../../contract/service-packages.ts'
import type { PackagesInForce } from '../../../../contract/terms.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { NEW } from '../../lib/records/record-drawer.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFloorText } from '../../lib/terms/floor-text.ts'
import { packageKind, TERMS } from '../../lib/terms/package-kind.ts'
import { useTermText } from '../../lib/terms/term-text.ts'
import { latestBy } from './latest.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Column = PackagesInForce['rows'][number]

export default function PackagesScreen() {
  const { t } = useTranslation(['terms', 'shell', 'records', 'field'])
  const formats = useFormats()
  const session = useSession()
  const [filters, change] = useAddress()
  const day = filters.day ?? formats.dayAt(new Date())
  const found = useQuery({
    queryKey: ['records', packageKind.path, 'in-force', day],
    queryFn: ({ signal }) => call<PackagesInForce>('/api/v1/service-packages/in-force', { query: { day }, signal }),
  })
  return (
    <>
      <SectionTabs of="service" />
      <PageHead
        title={t('shell:screen.packages')}
        program={t('shell:program')}
        lead={t('packagesLead')}
        actions={
          mayDo(session, packageKind.writeRight) && (
            <Button
              component={Link}
              to={addressOf('/packages/versions', { open: NEW })}
              leftSection={<Icon name="plus" size={16} />}
            >
              {t('records:package-versions.new')}
            </Button>
          )
        }
      />
      <Group mb="md" align="flex-end">
        <Suspense fallback={<TextInput label={t('onDay')} readOnly />}>
          <DayField label={t('onDay')} value={day} onChange={(next) => change({ day: next ?? undefined })} />
        </Suspense>
      </Group>
      <Answer of={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Surface>
              <Empty icon="standards" title={t('noSegments')} action={<Link to="/segments">{t('toSegments')}</Link>}>
                {t('noSegmentsAdvice')}
              </Empty>
            </Surface>
          ) : (
            <SideBySide segments={rows} day={day} />
          )
        }
      </Answer>
    </>
  )
}

type Cell = { text: string; isDefault?: boolean; floors?: Column['floors'] }
type Row = { id: string; label: string; cell: (column: Column) => Cell }

function SideBySide({ segments, day }: { segments: readonly Column[]; day: string }) {
  const { t } = useTranslation(['terms', 'field', 'value'])
  const formats = useFormats()
  const termText = useTermText()
  const services = useRecordPages<AddedService>('/added-services', {}).rows
  const objectives = useRecordPages<Objective>('/objectives', { holding: 'today', day }).rows
  const label = (name: string) => t(`field:${packageKind.fields.find((field) => field.name === name)?.label ?? name}`)
  const objectiveOf = (segment: string) =>
    objectives.find((one) => one.segment_id === segment) ?? objectives.find((one) => !one.segment_id)
  const rows: Row[] = [
    {
      id: 'since',
      label: t('field:valid_from'),
      cell: ({ package: one }) => ({ text: one.valid_from ? formats.date(one.valid_from) : t('onlyDefaults') }),
    },
    { id: 'customers', label: t('customers'), cell: (column) => ({ text: formats.number(column.customers) }) },
    ...TERMS.map((name) => ({
      id: name,
      label: label(name),
      cell: (column: Column) => ({
        text: termText(column.package, name),
        isDefault: !column.stated.includes(name),
        floors: column.floors.filter((floor) => floor.element === name),
      }),
    })),
    {
      id: 'objective',
      label: t('field:objective'),
      cell: ({ segment_id }) => {
        const stated = objectiveOf(segment_id)
        return {
          text: t(`value:objective.${stated?.objective ?? 'lowest_cost'}`),
          isDefault: stated?.segment_id !== segment_id,
        }
      },
    },
    ...services.map((service) => ({
      id: `service ${service.service_id}`,
      label: service.name,
      cell: ({ segment_id }: Column) => {
        const said = latestBy(service.entitlements, day, (one) => one.segment_id).find(
          (one) => one.segment_id === segment_id,
        )
        const isPriced = service.prices.some((price) => price.valid_from <= day)
        return {
          text: t(`value:entitlement.${said?.entitlement ?? (isPriced ? 'priced' : 'not_offered')}`),
          isDefault: !said,
        }
      },
    })),
  ]
  return (
    <Surface isFlush>
      <div style={{ overflowX: 'auto' }}>
        <PlainTable
          label={t('packagesTable')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { id: 'term', header: t('term'), cell: (row) => row.label, isTitle: true },
            ...segments.map((column) => ({
              id: column.segment_id,
              header: <SegmentHead column={column} />,
              cell: (row: Row) => {
                const { text, isDefault, floors = [] } = row.cell(column)
                const told = isDefault ? (
                  <Text size="sm" c="dimmed" component="span">
                    {text} <span className="sf-hidden">{t('byDefault')}</span>
                  </Text>
                ) : (
                  <Text size="sm" component="span" fw={600}>
                    {text}
                  </Text>
                )
                return (
                  <>
                    {told}
                    {floors.map((floor) => (
                      <FloorMark key={floor.floor_id} floor={floor} />
                    ))}
                  </>
                )
              },
            })),
          ]}
        />
      </div>
      <Text size="xs" c="dimmed" p="md">
        {t('defaultsNote')}
      </Text>
    </Surface>
  )
}

/** The floor under a term; one that is broken is said aloud. */
function FloorMark({ floor }: { floor: Column['floors'][number] }) {
  const { t } = useTranslation('terms')
  const floorText = useFloorText()
  const text = t(floor.is_broken ? 'floorBroken' : 'floorIs', { level: floorText(floor) })
  return (
    <Group gap={4} wrap="nowrap" c={floor.is_broken ? 'var(--sf-wrong)' : 'dimmed'} title={floor.reason}>
      {floor.is_broken && <Icon name="alert" size={14} />}
      <Text size="xs" inherit>
        {text}
      </Text>
    </Group>
  )
}

function SegmentHead({ column }: { column: Column }) {
  const { t } = useTranslation('terms')
  const formats = useFormats()
  return (
    <>
      <Link
        to={addressOf('/packages/versions', { segment_id: column.segment_id })}
        style={{ color: 'var(--sf-ink)', fontWeight: 650 }}
      >
        {column.segment_name}
      </Link>
      {column.next && (
        <Text size="xs" c="dimmed">
          {t('nextFrom', { day: formats.date(column.next.valid_from) })}
        </Text>
      )}
    </>
  )
}
