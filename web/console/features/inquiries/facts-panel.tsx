/** What is known of the order, line by line: promised, on the way, delivered. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { InquiryFile, OrderFacts } from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'

type Line = OrderFacts['lines'][number]

export function FactsPanel({ file: { inquiry, facts } }: { file: InquiryFile }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  if (!facts)
    return (
      <Surface title={t('facts.title')}>
        <Empty icon="orders" title={t('facts.none')}>
          {t('facts.noneNote')}
        </Empty>
      </Surface>
    )
  const said = (line: Line) => {
    if (line.quantity === 0) return t('facts.cancelled')
    if (line.delivered >= line.quantity && line.delivered_on)
      return t('facts.delivered', { day: formats.date(line.delivered_on) })
    return line.promised_to ? t('facts.promised', { day: formats.date(line.promised_to) }) : t('facts.notPromised')
  }
  const more = (line: Line) =>
    [
      line.first_promised_to &&
        line.first_promised_to !== line.promised_to &&
        t('facts.first', { day: formats.date(line.first_promised_to) }),
      line.shipped_on && t('facts.left', { day: formats.date(line.shipped_on) }),
      [line.carrier_name, line.tracking_number].filter(Boolean).join(' '),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Surface
      title={t('facts.title')}
      note={inquiry.linked_by && inquiry.linked_by !== 'person' ? t(`linkedBy.${inquiry.linked_by}`) : undefined}
      actions={
        <Anchor component={Link} to={`/orders/${encodeURIComponent(facts.order_id)}`}>
          {facts.order_id}
        </Anchor>
      }
    >
      <Stack gap="xs" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {facts.lines.map((line) => (
          <li key={line.line_number}>
            <Text size="sm" fw={inquiry.line_number === line.line_number ? 700 : 600}>
              {line.line_number}. {line.product_name ?? line.product_id}
            </Text>
            <Text size="sm">{said(line)}</Text>
            {more(line) && (
              <Text size="sm" c="dimmed">
                {more(line)}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Surface>
  )
}
