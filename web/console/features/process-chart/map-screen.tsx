/** How the work really went: what followed what in the ledger, how long it waited, and what of it the design does not have. */
import { Button, Group, SegmentedControl, Select, Slider, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import { OBJECT_KINDS } from '../../../../contract/process-words.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PeriodPicker } from '../../../ui/period-picker.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { DifferencePanel } from './difference-panel.tsx'
import { ForeignPanel } from './foreign-panel.tsx'
import { MapPicture } from './map-picture.tsx'
import { useNames } from './names.ts'
import { PassageDrawer } from './passage-drawer.tsx'
import { PassagesTable } from './passages-table.tsx'
import { PictureActions } from './picture-actions.tsx'
import classes from './process-picture.module.css'
import { ScopeFilters } from './scope-filters.tsx'
import { useMap, useMapQuestion } from './use-map.ts'
import { VariantsPanel } from './variants-panel.tsx'

export default function MapScreen() {
  const { t } = useTranslation(['process', 'shell'])
  const map = useMap()
  const { period, filters, change } = useMapQuestion()
  const session = useSession()
  return (
    <>
      <SectionTabs of="process" />
      <PageHead
        title={t('shell:screen.process-map')}
        program={t('shell:program')}
        lead={t('mapLead')}
        actions={
          mayDo(session, 'exports.run') && (
            <Button
              component="a"
              href={`/api/v1/process-files/ocel?from=${period.from}&to=${period.to}`}
              download="process.ocel.json"
              variant="default"
              leftSection={<Icon name="download" size={16} />}
            >
              {t('asOcel')}
            </Button>
          )
        }
      />
      <ScopeFilters more={['period', 'from', 'to', 'seen_through', 'coverage', 'view', 'open']}>
        <PeriodPicker period={period} onChange={change} />
        <Select
          aria-label={t('seenThrough')}
          data={OBJECT_KINDS.map((kind) => ({ value: kind, label: t(`through.${kind}`) }))}
          value={filters.seen_through ?? 'line'}
          onChange={(kind) => change({ seen_through: kind === 'line' ? undefined : (kind ?? undefined) })}
          allowDeselect={false}
          style={{ flex: '0 1 210px', minWidth: 0 }}
        />
      </ScopeFilters>
      <Answer of={map}>{(found) => <Found found={found} />}</Answer>
      {mayDo(session, 'imports.run') && <ForeignPanel />}
    </>
  )
}

function Found({ found }: { found: DiscoveredMap }) {
  const { t } = useTranslation('process')
  const { filters, change } = useMapQuestion()
  const picture = useRef<SVGSVGElement>(null)
  const view = filters.view ?? 'all'
  if (found.cases === 0)
    return (
      <Surface isFlush>
        <Empty icon="orders" title={t(found.built_at === null ? 'notBuilt' : 'mapNone')}>
          {t('mapNoneAdvice')}
        </Empty>
      </Surface>
    )
  return (
    <>
      <Figures found={found} />
      <Surface
        title={t('picture')}
        note={t('mapNote')}
        actions={<PictureActions picture={picture} name="process-map" />}
        style={{ marginBottom: 12 }}
      >
        <Group gap="lg" align="flex-end" mb="md" className="sf-unprinted">
          <SegmentedControl
            aria-label={t('show')}
            size="sm"
            value={view}
            onChange={(next) => change({ view: next === 'all' ? undefined : next })}
            data={[
              { value: 'all', label: t('viewAll') },
              { value: 'difference', label: t('viewDifference') },
            ]}
          />
          <Coverage hidden={found.hidden_share} />
        </Group>
        <div className={classes.scroll}>
          <MapPicture
            ref={picture}
            found={found}
            isDifference={view === 'difference'}
            onOpen={(open) => change({ open })}
          />
        </div>
      </Surface>
      <DifferencePanel found={found} onOpen={(open) => change({ open })} />
      <VariantsPanel found={found} />
      <PassagesTable found={found} onOpen={(open) => change({ open })} />
      {filters.open && <PassageDrawer open={filters.open} found={found} onClose={() => change({ open: undefined })} />}
    </>
  )
}

function Figures({ found }: { found: DiscoveredMap }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const count = (value: number) => formats.number(value)
  return (
    <Group gap="xl" mb="md">
      <Labelled label={t(`cases_of.${found.seen_through}`)}>{count(found.cases)}</Labelled>
      <Labelled label={t('events')}>{count(found.events)}</Labelled>
      {found.throughput && <Labelled label={t('throughput')}>{names.hours(found.throughput.median)}</Labelled>}
      <Labelled label={t('variantsCount')}>{count(found.variants.count)}</Labelled>
      <Labelled label={t('reworked')}>
        <Figure
          value={formats.percent(found.reworked / found.cases, 1)}
          label={t('reworked')}
          rule={{
            title: t('reworked'),
            definition: t('reworkedRule'),
            numerator: { label: t('reworkedCases'), count: found.reworked },
            denominator: { label: t(`cases_of.${found.seen_through}`), count: found.cases },
          }}
        />
      </Labelled>
      {found.fitting !== null && (
        <Labelled label={t('fitting')}>
          <Figure
            value={formats.percent(found.fitting, 1)}
            label={t('fitting')}
            rule={{
              title: t('fitting'),
              definition: t('fittingRule'),
              numerator: { label: t('fittingPassages'), count: Math.round(found.fitting * passagesOf(found)) },
              denominator: { label: t('passages'), count: passagesOf(found) },
            }}
          />
        </Labelled>
      )}
      <Labelled label={t('handOversCount')}>{formats.number(found.hand_overs / found.cases, 1)}</Labelled>
    </Group>
  )
}

const passagesOf = ({ arcs }: DiscoveredMap) => arcs.reduce((sum, { count }) => sum + count, 0)

const Labelled = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text fw={650}>{children}</Text>
  </div>
)

/** Thins out rare ways; what is hidden stays said. */
function Coverage({ hidden }: { hidden: number }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const { coverage, change } = useMapQuestion()
  const [value, setValue] = useState(coverage * 100)
  return (
    <div style={{ flex: '1 1 220px', maxWidth: 380 }}>
      <Text size="sm" id="sf-coverage">
        {t('coverage', { hidden: formats.percent(hidden, 1) })}
      </Text>
      <Slider
        thumbLabel={t('coverageLabel')}
        min={50}
        max={100}
        step={1}
        label={(percent) => formats.percent(percent / 100, 0)}
        value={value}
        onChange={setValue}
        onChangeEnd={(percent) => change({ coverage: String(percent / 100) })}
      />
    </div>
  )
}
