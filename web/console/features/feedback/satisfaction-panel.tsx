/** How content customers are, by the way they said it; and what they said at the door, by what it was about. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FEEDBACK_STANCES, type Satisfaction } from '../../../../contract/feedback.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { FEEDBACK } from './use-feedback.ts'

const FEW_MARKS = 5

interface Row {
  readonly id: string
  readonly way: string
  readonly scale: string
  readonly answers: number
  readonly mean: number | null
  readonly ofOrders: number | null
  /** Who is content, of whom; null: the scale does not tell. */
  readonly content: { count: number; low: number | null; high: number | null; rule: string } | null
}

export function SatisfactionPanels() {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const found = useQuery({
    queryKey: [...FEEDBACK, 'satisfaction'],
    queryFn: ({ signal }) => call<Satisfaction>('/api/v1/satisfaction', { signal }),
  })
  return (
    <Answer of={found}>
      {(said) => {
        const period = t('handled.period', { from: formats.date(said.from), to: formats.date(said.to) })
        return (
          <>
            {(said.rows.length > 0 || said.handled) && <Ways said={said} period={period} />}
            {said.subjects.length > 0 && (
              <Surface title={t('subjectsTitle')} note={period}>
                <PlainTable
                  label={t('subjectsTitle')}
                  rows={said.subjects}
                  rowKey={(row) => row.subject}
                  columns={[
                    {
                      ...{ id: 'subject', header: t('subject'), isTitle: true },
                      cell: (row) => t(`subjects.${row.subject}`),
                    },
                    ...FEEDBACK_STANCES.map((stance) => ({
                      ...{ id: stance, header: t(`stances.${stance}`), isNumber: true },
                      cell: (row: Satisfaction['subjects'][number]) => formats.number(row[stance]),
                    })),
                  ]}
                />
              </Surface>
            )}
          </>
        )
      }}
    </Answer>
  )
}

function Ways({ said, period }: { said: Satisfaction; period: string }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const rows: Row[] = said.rows.map(({ way, scale_max, marks, mean, content, low, high, of_orders }) => ({
    ...{ id: `${way} ${scale_max}`, way: t(`satisfaction.ways.${way}`), answers: marks, mean, ofOrders: of_orders },
    scale: t('satisfaction.scaleOf', { max: scale_max }),
    content: content === null ? null : { count: content, low, high, rule: t('satisfaction.rule') },
  }))
  if (said.handled) {
    const { yes, answered, low, high } = said.handled
    rows.push({
      ...{ id: 'handled', way: t('satisfaction.handled'), scale: t('satisfaction.handledScale'), answers: answered },
      ...{ mean: null, ofOrders: null, content: { count: yes, low, high, rule: t('satisfaction.handledNote') } },
    })
  }
  return (
    <Surface title={t('satisfaction.title')} note={`${period} · ${t('satisfaction.note')}`}>
      <PlainTable
        label={t('satisfaction.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { id: 'way', header: t('satisfaction.way'), isTitle: true, cell: (row) => row.way },
          { id: 'scale', header: t('satisfaction.scale'), cell: (row) => row.scale },
          {
            ...{ id: 'answers', header: t('satisfaction.marks'), isNumber: true },
            cell: (row) => formats.number(row.answers),
          },
          {
            ...{ id: 'mean', header: t('figures.mean'), isNumber: true },
            cell: (row) => row.mean !== null && formats.number(row.mean, 1),
          },
          {
            ...{ id: 'content', header: t('figures.good'), isNumber: true },
            cell: (row) =>
              row.content && (
                <Figure
                  value={formats.percent(row.content.count / row.answers, 0)}
                  label={`${t('figures.good')}, ${row.way}`}
                  isFaint={row.answers < FEW_MARKS}
                  rule={{
                    ...{ title: row.way, definition: row.content.rule },
                    numerator: {
                      label: row.id === 'handled' ? t('handled.yes') : t('figures.fourFive'),
                      count: row.content.count,
                    },
                    denominator: { label: t('satisfaction.marks'), count: row.answers },
                    ...(row.content.low !== null &&
                      row.content.high !== null && { interval: { low: row.content.low, high: row.content.high } }),
                  }}
                />
              ),
          },
          {
            ...{ id: 'orders', header: t('satisfaction.ofOrders'), isNumber: true },
            cell: (row) => row.ofOrders !== null && formats.number(row.ofOrders),
          },
        ]}
      />
    </Surface>
  )
}
