/** What happened and was not designed, and what was designed and did not happen. */
import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { isMeant } from './map-picture.tsx'
import { useNames } from './names.ts'
import { useChart } from './use-chart.ts'

type Props = { found: DiscoveredMap; onOpen: (open: string) => void }

const SHOWN = 15

export function DifferencePanel({ found, onOpen }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const process = useChart().data?.process
  const other = found.arcs.filter(({ finding }) => !isMeant(finding))
  const missing = process
    ? [
        ...found.unseen_steps.map((id) => t('neverSeen', { step: names.stepById(process, id) })),
        ...found.unseen_pairs.map(({ from, to }) =>
          t('neverDirectly', { from: names.stepById(process, from), to: names.stepById(process, to) }),
        ),
      ]
    : []
  return (
    <Surface title={t('difference')} note={t('differenceNote')} style={{ marginBottom: 12 }}>
      {other.length === 0 ? (
        <Empty isSuccess title={t('noDifference')} />
      ) : (
        <PlainTable
          label={t('difference')}
          rows={other.slice(0, SHOWN)}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'way',
              header: t('way'),
              isTitle: true,
              cell: ({ id, from, to }) => (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  styles={{
                    root: { height: 'auto', paddingInline: 0 },
                    label: { whiteSpace: 'normal', textAlign: 'start' },
                  }}
                  onClick={() => onOpen(id)}
                >
                  {`${names.activity(from)} → ${names.activity(to)}`}
                </Button>
              ),
            },
            { id: 'finding', header: t('findingTitle'), cell: ({ finding }) => t(`finding.${finding}`) },
            { id: 'count', header: t('passages'), isNumber: true, cell: ({ count }) => formats.number(count) },
            {
              id: 'cases',
              header: t(`cases_of.${found.seen_through}`),
              isNumber: true,
              cell: ({ cases }) => formats.number(cases),
            },
            { id: 'median', header: t('median'), isNumber: true, cell: ({ waiting }) => names.hours(waiting.median) },
          ]}
        />
      )}
      {missing.length > 0 && (
        <Stack gap={2} mt="md">
          <Text fw={650}>{t('didNotHappen')}</Text>
          {missing.map((line) => (
            <Text key={line} size="sm">
              {line}
            </Text>
          ))}
        </Stack>
      )}
    </Surface>
  )
}
