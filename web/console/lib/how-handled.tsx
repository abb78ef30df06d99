/** How customers say their problems were handled: each part with its interval, opening to what was counted and left out. */
import { SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { HANDLED_PARTS, type HandledFigures } from '../../../contract/feedback.ts'
import { Figure } from '../../ui/figure.tsx'
import { useFormats } from '../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../ui/format/wilson.ts'
import { addressOf, call } from '../../ui/http.ts'
import { Empty } from '../../ui/notices.tsx'
import { Answer } from '../../ui/request.tsx'
import { Surface } from '../../ui/surface.tsx'

/** Without a customer, of all. */
export function HowHandled({ customerId }: { customerId?: string }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const figures = useQuery({
    queryKey: ['how-handled', customerId],
    queryFn: ({ signal }) =>
      call<HandledFigures>('/api/v1/how-handled', { query: { customer_id: customerId }, signal }),
  })
  const { data } = figures
  return (
    <Surface
      title={t('handled.title')}
      note={data && t('handled.period', { from: formats.date(data.from), to: formats.date(data.to) })}
    >
      <Answer of={figures}>{(found) => <Parts found={found} customerId={customerId} />}</Answer>
    </Surface>
  )
}

function Parts({ found, customerId }: { found: HandledFigures; customerId: string | undefined }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const told = t('handled.told', {
    closed: formats.number(found.closed),
    asked: formats.number(found.asked),
    answered: formats.number(found.answered),
  })
  if (found.answered === 0)
    return (
      <Empty icon="question" title={t('handled.none')}>
        {found.closed === 0 ? t('handled.noneNote') : told}
      </Empty>
    )
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
        {(['all', ...HANDLED_PARTS] as const).map((part) => {
          const row = found.rows.find((one) => one.part === part && one.about === null)
          if (!row) return null
          return (
            <div key={part}>
              <Text size="sm" c="dimmed">
                {t(`handled.parts.${part}`)}
              </Text>
              <Figure
                size="large"
                value={formats.percent(row.yes / row.answered, 0)}
                label={t(`handled.parts.${part}`)}
                isFaint={row.answered < FEW_CASES}
                rule={{
                  title: t(`handled.parts.${part}`),
                  definition: t('handled.rule'),
                  numerator: { label: t('handled.yes'), count: row.yes },
                  denominator: { label: t('handled.answered'), count: row.answered },
                  exclusions: [
                    { label: t('handled.notAsked'), count: found.not_asked },
                    { label: t('handled.noAnswer'), count: found.asked - found.answered },
                  ],
                  ...(row.low !== null && row.high !== null && { interval: { low: row.low, high: row.high } }),
                  linesTo: addressOf('/how-handled', { state: 'answered', customer_id: customerId }),
                }}
              />
            </div>
          )
        })}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="sm">
        {told}
      </Text>
    </>
  )
}
