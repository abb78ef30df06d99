/** That the program answered by itself, on what that stands, or why it left the question to a person. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InquiryFile } from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'

export function AutomaticNote({ file: { automatic, automatic_failure: failure, inquiry } }: { file: InquiryFile }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  if (!automatic && failure)
    return (
      <Surface title={t('automatic.note.failed')} note={formats.instant(failure.failed_at)}>
        <Text size="sm">
          {t('automatic.failed', { count: failure.failures, at: formats.instant(failure.next_try_at) })}
        </Text>
      </Surface>
    )
  if (!automatic) return null
  const { verdict, reason, certainty, right, cases } = automatic
  return (
    <Surface title={t(`automatic.note.${verdict}`)} note={formats.instant(automatic.decided_at)}>
      <Text size="sm">
        {verdict === 'answered' ? t('automatic.answeredBecause') : t(`automatic.reasons.${reason}`)}
      </Text>
      {certainty !== null && right !== null && cases !== null && (
        <Text size="sm" c="dimmed">
          {t('automatic.standsOn', { certainty: formats.percent(certainty), right, cases })}
        </Text>
      )}
      {verdict === 'answered' && inquiry.state === 'answered' && (
        <Text size="sm" c="dimmed">
          {t('automatic.overrule')}
        </Text>
      )}
    </Surface>
  )
}
