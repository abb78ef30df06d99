/** What a segment needs, gets, notices and could have elsewhere, beside what we believe: by element and role. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GapMap, GapRow } from '../../../../contract/gap-map.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useOpenActions } from '../../lib/actions/use-open-actions.ts'
import { useElements } from '../../lib/elements.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { FigureText, useFigureText } from './figure-text.tsx'
import { GapDrawer } from './gap-drawer.tsx'
import { ImportancePicture } from './importance-picture.tsx'
import { topOf, useGapMap } from './use-gap-map.ts'

export default function GapMapScreen() {
  const { t } = useTranslation(['needs', 'shell', 'field', 'value', 'records'])
  const { segments, segmentId, role, map, hasNoSegments } = useGapMap()
  const roles = map.data?.people.map((one) => one.role).filter((one) => one !== 'all') ?? []
  const named = segments.find(({ segment_id }) => segment_id === segmentId)?.name
  return (
    <>
      <SectionTabs of="needs" />
      <PageHead
        title={t('shell:screen.gap-map')}
        program={t('shell:program')}
        lead={t('mapLead')}
        actions={
          <Button component={Link} variant="default" to="/needs/gaps">
            {t('toGaps')}
          </Button>
        }
      />
      <FilterBar names={['segment_id', 'role']}>
        <ChoiceFilter
          name="segment_id"
          label={named ?? t('field:segment_id')}
          choices={segments.map(({ segment_id, name }) => ({ value: segment_id, label: name }))}
          width={240}
        />
        <ChoiceFilter
          name="role"
          label={t('allRoles')}
          choices={roles.map((value) => ({ value, label: t(`value:buying_role.${value}`) }))}
          width={220}
        />
      </FilterBar>
      {hasNoSegments ? (
        <Empty icon="standards" title={t('noSegments')}>
          <Anchor component={Link} to="/segments">
            {t('shell:screen.segments')}
          </Anchor>
        </Empty>
      ) : (
        <Answer of={map}>
          {(found) => <MapOf map={found} rows={found.rows.filter((row) => row.role === role)} />}
        </Answer>
      )}
    </>
  )
}

function MapOf({ map, rows }: { map: GapMap; rows: readonly GapRow[] }) {
  const { t } = useTranslation(['needs', 'field', 'value'])
  const [{ open }, change] = useAddress()
  const role = rows[0]?.role ?? 'all'
  const line = map.lines.find((one) => one.role === role)
  if (rows.length === 0)
    return (
      <Empty icon="question" title={t('noAnswers')}>
        <Anchor component={Link} to="/needs/surveys">
          {t('toSurveys')}
        </Anchor>
      </Empty>
    )
  return (
    <Stack gap="md">
      <Headline map={map} rows={rows} />
      {line && (
        <Surface title={t('pictureTitle')} note={t('pictureLead')}>
          <ImportancePicture rows={rows} line={line} />
        </Surface>
      )}
      <Surface title={t('tableTitle')} note={t('tableLead')} isFlush>
        <MapTable map={map} rows={rows} onOpen={({ element_id }) => change({ open: element_id })} />
      </Surface>
      <GapDrawer
        map={map}
        row={rows.find(({ element_id }) => element_id === open)}
        onClose={() => change({ open: undefined })}
      />
    </Stack>
  )
}

/** The others stand in the table. */
const MISREAD_SHOWN = 5

function Headline({ map, rows }: { map: GapMap; rows: readonly GapRow[] }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const { said, believed } = topOf(rows)
  const role = rows[0]?.role ?? 'all'
  const people = map.people.find((one) => one.role === role)
  const list = (top: readonly GapRow[]) => top.map(({ element_id }) => nameOf(element_id)).join(', ')
  const text = useFigureText()
  const apart = (row: GapRow) => Math.abs((row.importance.value ?? 0) - (row.believed_importance.value ?? 0))
  const misread = rows
    .filter((row) => row.misread !== null)
    .toSorted((a, b) => apart(b) - apart(a))
    .slice(0, MISREAD_SHOWN)
  return (
    <Surface>
      <Stack gap={6}>
        {said.length > 0 && (
          <Text>
            <b>{t('theySay')}</b> {list(said)}.
          </Text>
        )}
        {believed.length > 0 && (
          <Text>
            <b>{t('weBelieve')}</b> {list(believed)}.
          </Text>
        )}
        {misread.map((row) => (
          <Text key={row.element_id} size="sm" c={row.misread === 'underrated' ? 'var(--sf-wrong)' : undefined}>
            {t(`misreadOf.${row.misread}`, {
              name: nameOf(row.element_id),
              said: text.said(row.importance, 'percent'),
              believed: text.said(row.believed_importance, 'percent'),
            })}
          </Text>
        ))}
        <Group gap="lg" mt={4}>
          <Text size="sm" c="dimmed">
            {t('answered', { count: people?.answered ?? 0, asked: people?.asked ?? 0 })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('believers', { count: map.believers })}
          </Text>
          {map.currency && (
            <Text size="sm" c="dimmed">
              {t('atStake', { amount: formats.money(map.revenue_minor, map.currency) })}
            </Text>
          )}
          <Anchor component={Link} size="sm" to={addressOf('/needs/stated', { segment_id: map.segment_id })}>
            {map.statement ? t('statedSince', { day: formats.date(map.statement.valid_from) }) : t('notStated')}
          </Anchor>
        </Group>
      </Stack>
    </Surface>
  )
}

type TableProps = { map: GapMap; rows: readonly GapRow[]; onOpen: (row: GapRow) => void }

function MapTable({ map, rows, onOpen }: TableProps) {
  const { t } = useTranslation(['needs', 'field', 'value'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const text = useFigureText()
  const colleague = useColleagueName()
  const openSteps = useOpenActions()
  const sorted = rows.toSorted(
    (a, b) => b.priority - a.priority || (b.importance.value ?? -1) - (a.importance.value ?? -1),
  )
  const everyRow = useTheseRows(sorted)
  const worst = (row: GapRow) =>
    row.gaps
      .filter(({ state }) => state === 'gap')
      .toSorted((a, b) => b.priority - a.priority)
      .map(({ kind }) => t(`gapShort.${kind}`))
      .join(', ')
  const owner = (row: GapRow) =>
    [row.department && t(`value:department.${row.department}`), row.owner && colleague(row.owner)]
      .filter(Boolean)
      .join(' · ')
  const standard = (row: GapRow) =>
    row.standard !== null
      ? formats.percent(row.standard, { min: 0, max: 1 })
      : row.has_standard
        ? t('otherUnit')
        : t('noStandard')
  return (
    <RecordTable<GapRow>
      label={t('tableTitle')}
      name="gap-map"
      rows={sorted}
      rowKey={(row) => row.element_id}
      isWaiting={false}
      everyRow={everyRow}
      onOpen={onOpen}
      empty={null}
      columns={[
        { id: 'element', header: t('field:element_id'), cell: (row) => nameOf(row.element_id), isTitle: true },
        {
          id: 'importance',
          header: t('importance'),
          cell: (row) => <FigureText of={row.importance} unit="percent" isShort />,
          text: (row) => text.plain(row.importance),
          isNumber: true,
        },
        {
          id: 'believed',
          header: t('believedImportance'),
          cell: (row) => <FigureText of={row.believed_importance} unit="percent" isShort />,
          text: (row) => text.plain(row.believed_importance),
          isNumber: true,
        },
        {
          id: 'required',
          header: t('required'),
          cell: (row) => <FigureText of={row.required} unit="percent" isShort />,
          text: (row) => text.plain(row.required),
          isNumber: true,
        },
        {
          id: 'measured',
          header: t('measured'),
          cell: (row) =>
            row.measured.value === null ? null : (
              <span>
                <b>{text.one(row.measured.value, 'percent')}</b>
                <Text size="xs" c="dimmed" component="span" display="block" style={{ whiteSpace: 'nowrap' }}>
                  {text.range(row.measured, 'percent')}
                </Text>
              </span>
            ),
          text: (row) => text.plain(row.measured),
          isNumber: true,
        },
        {
          id: 'standard',
          header: t('standard'),
          cell: standard,
          text: standard,
          isNumber: true,
          isHiddenAtFirst: true,
        },
        {
          id: 'perceived',
          header: t('perceived'),
          cell: (row) => <FigureText of={row.perceived} unit="mark" isShort />,
          text: (row) => text.plain(row.perceived),
          isNumber: true,
        },
        {
          id: 'competitor',
          header: t('competitorSide'),
          cell: (row) =>
            row.competitor && (
              <span>
                <b>{row.competitor.mark.value === null ? '–' : text.one(row.competitor.mark.value, 'mark')}</b>
                <Text size="xs" c="dimmed" component="span" display="block">
                  {row.competitor.name}
                </Text>
              </span>
            ),
          text: (row) => row.competitor?.mark.value ?? null,
          isNumber: true,
        },
        {
          id: 'gaps',
          header: t('gapsTitle'),
          cell: (row) => (
            <Text size="sm" c={worst(row) ? 'var(--sf-wrong)' : 'dimmed'}>
              {worst(row) || t('noGap')}
            </Text>
          ),
          text: worst,
        },
        { id: 'owner', header: t('field:owner'), cell: owner, text: owner },
        {
          id: 'steps',
          header: t('underWay'),
          cell: (row) => {
            const steps = openSteps(map.segment_id, row.element_id)
            return steps ? formats.number(steps) : null
          },
          text: (row) => openSteps(map.segment_id, row.element_id),
          isNumber: true,
        },
        {
          id: 'priority',
          header: t('priority'),
          cell: (row) => (row.priority > 0 ? formats.money(row.priority, map.currency ?? 'EUR') : null),
          text: (row) => row.priority,
          isNumber: true,
          isHiddenAtFirst: true,
        },
        {
          id: 'derived',
          header: t('derived'),
          cell: (row) => <FigureText of={row.derived} unit="percent" isShort />,
          text: (row) => text.plain(row.derived),
          isNumber: true,
          isHiddenAtFirst: true,
        },
        {
          id: 'kano',
          header: t('kano'),
          cell: (row) => row.kano && t(`kanoKind.${row.kano}`),
          text: (row) => row.kano,
          isHiddenAtFirst: true,
        },
        {
          id: 'expected',
          header: t('expected'),
          cell: (row) => <FigureText of={row.expected} unit="mark" isShort />,
          text: (row) => text.plain(row.expected),
          isNumber: true,
          isHiddenAtFirst: true,
        },
        {
          id: 'believed_perceived',
          header: t('believedPerceived'),
          cell: (row) => <FigureText of={row.believed_perceived} unit="mark" isShort />,
          text: (row) => text.plain(row.believed_perceived),
          isNumber: true,
          isHiddenAtFirst: true,
        },
      ]}
    />
  )
}
