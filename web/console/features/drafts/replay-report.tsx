/** What a replay found: whether it may judge, before and after with how sure, who loses and who wins, and what it took for granted. */
import { Alert, Grid, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplayKind, ReplayReport } from '../../../../contract/replays.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useFloorText } from '../../lib/terms/floor-text.ts'
import { packageKind } from '../../lib/terms/package-kind.ts'
import { ChangesTable } from './changes-table.tsx'
import { TouchedList } from './touched-list.tsx'

/** As for the whole: so far a segment's replay may lie from what really happened. */
const ONE_POINT = 0.01

type Props = { report: ReplayReport; segmentId: string }

export function ReplayReportPanels({ report, segmentId }: Props) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const own = report.segments.find(({ segment_id }) => segment_id === segmentId)
  const others = report.segments.filter(
    ({ segment_id, elements }) => segment_id !== segmentId && Object.values(elements).some(({ change }) => change),
  )
  const period = {
    ...{ from: formats.date(report.from), to: formats.date(report.to) },
    ...{ orders: formats.number(report.orders), lines: formats.number(report.lines) },
  }
  return (
    <Stack gap="md">
      <Fit report={report} />
      <Spared report={report} />
      <Floors report={report} />
      <Grid gap="md">
        <Grid.Col span={12}>
          {own ? (
            <Surface title={own.name} note={t('period', period)}>
              <ChangesTable measured={own} currency={report.currency} label={own.name} kind={kindOf(report)} />
            </Surface>
          ) : (
            <Surface>
              <Text size="sm">{t('noOrders')}</Text>
            </Surface>
          )}
        </Grid.Col>
        <Grid.Col span={12}>
          <Surface
            title={t('wholeCompany')}
            note={
              others.length ? t('othersToo', { segments: others.map(({ name }) => name).join(', ') }) : t('othersNot')
            }
          >
            <ChangesTable
              measured={report.total}
              currency={report.currency}
              label={t('wholeCompany')}
              kind={kindOf(report)}
            />
          </Surface>
        </Grid.Col>
      </Grid>
      <TouchedList report={report} />
      <Assumptions report={report} />
    </Stack>
  )
}

const A_POINT = 0.01
const kindOf = ({ pairs }: ReplayReport): ReplayKind => (typeof pairs === 'number' ? 'simulated' : 'history')

/** What sharing chance between both sides took away of how much their difference varies. */
function Spared({ report }: { report: ReplayReport }) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  if (kindOf(report) === 'history') return null
  const { elements, money } = report.total
  const told = { otif: elements.otif, days: elements.days, in_stock: elements.in_stock, cost: money.cost }
  const rows = Object.entries(told).flatMap(([name, { change, spared }]) =>
    change !== null && change !== 0 && typeof spared === 'number' ? [{ name, spared }] : [],
  )
  return (
    <Text size="sm">
      {t('spared')}{' '}
      {rows.length === 0
        ? t('sparedNothing')
        : `${rows.map(({ name, spared }) => t('sparedOf', { name: t(`name.${name}`), share: formats.percent(spared, { min: 0, max: 1 }) })).join('; ')}.`}
    </Text>
  )
}

function Fit({ report }: { report: ReplayReport }) {
  const { fit } = report
  const kind = kindOf(report)
  const off = fit.segments.filter(
    ({ actual, replayed }) => actual !== null && replayed !== null && Math.abs(actual - replayed) > A_POINT,
  )
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const said = {
    actual: formats.percent(fit.actual),
    replayed: formats.percent(fit.replayed),
    lines: formats.number(fit.lines),
  }
  return (
    <Surface title={t(`looked.${kind}.fitTitle`)} note={t(`looked.${kind}.fitNote`)}>
      <Stack gap="sm">
        <Alert
          variant="light"
          color={fit.is_fit ? 'teal' : 'red'}
          icon={<Icon name={fit.is_fit ? 'check' : 'alert'} />}
          title={fit.is_fit ? t('fit.yes') : t(`looked.${kind}.fitNo`)}
        >
          {fit.actual === null ? t('fit.nothing') : t(`looked.${kind}.fitTold`, said)}{' '}
          {fit.foretold !== null && t('fit.foretold', { share: formats.percent(fit.foretold) })}
          {off.length > 0 && ` ${t('fit.segmentsOff', { segments: off.map(({ name }) => name).join(', ') })}`}
        </Alert>
        <PlainTable
          label={t(`looked.${kind}.fitTitle`)}
          rows={fit.segments}
          rowKey={({ segment_id }) => segment_id}
          columns={[
            { id: 'name', header: t('segment'), cell: ({ name }) => name, isTitle: true },
            { id: 'actual', header: t('fit.actual'), cell: ({ actual }) => formats.percent(actual), isNumber: true },
            {
              id: 'replayed',
              header: t(`looked.${kind}.fitColumn`),
              cell: ({ replayed }) => formats.percent(replayed),
              isNumber: true,
            },
            { id: 'lines', header: t('lines'), cell: ({ lines }) => formats.number(lines), isNumber: true },
            {
              id: 'apart',
              header: t('fit.apart'),
              cell: ({ actual, replayed }) => {
                if (actual === null || replayed === null) return null
                const apart = replayed - actual
                return t(Math.abs(apart) > ONE_POINT ? (apart < 0 ? 'fit.tooLow' : 'fit.tooHigh') : 'fit.near', {
                  points: formats.number(Math.abs(apart) * 100, 1),
                })
              },
            },
          ]}
        />
      </Stack>
    </Surface>
  )
}

function Floors({ report: { floors } }: { report: ReplayReport }) {
  const { t } = useTranslation(['drafts', 'value'])
  const floorText = useFloorText()
  const broken = floors.filter(({ is_broken, sure }) => is_broken || sure === 0 || sure === 0.5)
  if (broken.length === 0) return null
  return (
    <Alert variant="light" color="red" icon={<Icon name="alert" />} title={t('floors')}>
      <List size="sm" spacing={4}>
        {broken.map((floor) => (
          <List.Item key={floor.floor_id}>
            {t(`value:floor_element.${floor.element}`)}, {floorText(floor)}:{' '}
            {t(floor.is_broken ? 'floorBroken' : 'floorUnsure')} {floor.reason}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Assumptions({ report }: { report: ReplayReport }) {
  const { t } = useTranslation(['drafts', 'field'])
  const formats = useFormats()
  const label = (term: string) => t(`field:${packageKind.fields.find(({ name }) => name === term)?.label ?? term}`)
  return (
    <Surface
      title={t('assumed')}
      note={t(`looked.${kindOf(report)}.drawn`, {
        rounds: formats.number(report.rounds),
        seed: formats.number(report.seed),
      })}
    >
      <List size="sm" spacing={4}>
        {report.assumptions.map(({ assumption, count, term }) => (
          <List.Item key={`${assumption} ${term ?? ''}`}>
            {t(`assumption.${assumption}`, {
              number: formats.number(count),
              currency: report.currency ?? '',
              term: term === null ? '' : label(term),
            })}
          </List.Item>
        ))}
        {report.put_off.proposed > 0 && (
          <List.Item>
            {t('putOff', {
              lines: formats.number(report.put_off.proposed),
              before: formats.number(report.put_off.today),
            })}
          </List.Item>
        )}
      </List>
    </Surface>
  )
}
