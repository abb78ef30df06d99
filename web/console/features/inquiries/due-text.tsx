/** How long an inquiry still has, by shape and word, never by color alone. */
import { Group, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Inquiry } from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'

export function useDueText() {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  return ({ due_at, is_overdue, state, final_target_hours }: Inquiry): string => {
    if (due_at !== null) return t(is_overdue ? 'due.was' : 'due.until', { when: formats.instant(due_at) })
    if (state === 'open') return final_target_hours === null ? t('due.noStandard') : ''
    return ''
  }
}

export function DueText({ inquiry }: { inquiry: Inquiry }) {
  const { t } = useTranslation('inquiries')
  const text = useDueText()(inquiry)
  if (!text) return null
  const label = inquiry.due_for ? t(`due.${inquiry.due_for}`) : text
  return (
    <Tooltip label={label}>
      <Group gap={4} wrap="nowrap" c={inquiry.is_overdue ? 'var(--sf-wrong)' : undefined}>
        <Icon name={inquiry.is_overdue ? 'warning' : 'clock'} size={15} />
        <Text size="sm" inherit fw={inquiry.is_overdue ? 600 : undefined}>
          {text}
        </Text>
      </Group>
    </Tooltip>
  )
}
