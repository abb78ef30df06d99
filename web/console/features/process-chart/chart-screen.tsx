/** The process chart: the company's own process by department, each step and hand-over marked by its result. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DesignedChart } from '../../../../contract/process-chart.ts'
import { CHART_MARKS } from '../../../../contract/process-words.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { DesignedPicture } from './designed-picture.tsx'
import { MarkWord } from './mark-sign.tsx'
import { PictureActions } from './picture-actions.tsx'
import classes from './process-picture.module.css'
import { ResultDrawer } from './result-drawer.tsx'
import { ResultTable } from './result-table.tsx'
import { ScopeFilters } from './scope-filters.tsx'
import { type Chosen, useChart } from './use-chart.ts'

export default function ChartScreen() {
  const { t } = useTranslation(['process', 'shell'])
  const chart = useChart()
  const session = useSession()
  return (
    <>
      <SectionTabs of="process" />
      <PageHead
        title={t('shell:screen.process-chart')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          mayDo(session, 'standards.write') && (
            <Button component={Link} to="/process/edit" variant="default" leftSection={<Icon name="edit" size={16} />}>
              {t('edit')}
            </Button>
          )
        }
      />
      <ScopeFilters more={['show', 'open']}>
        <ShowChoice />
      </ScopeFilters>
      <Answer of={chart}>{(found) => <Chart chart={found} />}</Answer>
    </>
  )
}

/** A phone has no room for lanes, so that it shows the list. */
const useIsPhone = () => useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })

function ShowChoice() {
  const { t } = useTranslation('process')
  const [filters, change] = useAddress()
  if (useIsPhone()) return null
  return (
    <SegmentedControl
      aria-label={t('show')}
      size="sm"
      value={filters.show ?? 'picture'}
      onChange={(show) => change({ show: show === 'picture' ? undefined : show })}
      data={[
        { value: 'picture', label: t('asPicture') },
        { value: 'table', label: t('asTable') },
      ]}
    />
  )
}

const openOf = (text: string | undefined): Chosen | null => {
  const [kind, ...id] = (text ?? '').split(':')
  return kind === 'step' || kind === 'arrow' ? { kind, id: id.join(':') } : null
}

function Chart({ chart }: { chart: DesignedChart }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const [filters, change] = useAddress()
  const picture = useRef<SVGSVGElement>(null)
  const isPhone = useIsPhone()
  const open = ({ kind, id }: Chosen) => change({ open: `${kind}:${id}` })
  const chosen = openOf(filters.open)
  const counts = CHART_MARKS.map((mark) => ({
    mark,
    n: Object.values(chart.results).filter((result) => result.mark === mark).length,
  })).filter(({ n }) => n > 0)
  const { process } = chart
  return (
    <>
      <Group gap="lg" mb="sm">
        {counts.map(({ mark, n }) => (
          <Group key={mark} gap={6}>
            <MarkWord mark={mark} />
            <Text size="sm">{formats.number(n)}</Text>
          </Group>
        ))}
      </Group>
      {chart.built_at === null && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('notBuilt')}
        </Text>
      )}
      {isPhone || filters.show === 'table' ? (
        <ResultTable chart={chart} onOpen={open} />
      ) : (
        <Surface
          title={chart.version === null ? t('ready') : process.name}
          note={t(chart.version === null ? 'readyNote' : 'since', { day: formats.date(process.valid_from) })}
          actions={<PictureActions picture={picture} name="process-chart" />}
        >
          <div className={classes.scroll}>
            <DesignedPicture ref={picture} chart={chart} onOpen={open} />
          </div>
          <Text size="xs" c="dimmed" mt="xs">
            {t('legend', { at: formats.instant(chart.as_of) })}
          </Text>
        </Surface>
      )}
      {chosen && <ResultDrawer chosen={chosen} chart={chart} onClose={() => change({ open: undefined })} />}
    </>
  )
}
