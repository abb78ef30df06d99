/** What was said, oldest first; what is only ours looks different and says so. */
import { Anchor, Box, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { InquiryEntry, InquiryFile } from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'

export function Conversation({ file }: { file: InquiryFile }) {
  const { t } = useTranslation('inquiries')
  const { inquiry, entries } = file
  return (
    <Surface title={t('conversation')}>
      {inquiry.answers_to && (
        <Text size="sm" mb="sm">
          {t('answersTo')}{' '}
          <Anchor component={Link} to={`/inquiries/${encodeURIComponent(inquiry.answers_to)}`}>
            {inquiry.answers_to}
          </Anchor>
        </Text>
      )}
      {inquiry.merged_into && (
        <Text size="sm" mb="sm">
          <Anchor component={Link} to={`/inquiries/${encodeURIComponent(inquiry.merged_into)}`}>
            {t('goesOnIn', { number: inquiry.merged_into })}
          </Anchor>
        </Text>
      )}
      <Stack
        gap="sm"
        component="ol"
        style={{ listStyle: 'none', padding: 0, margin: 0 }}
        aria-label={t('conversation')}
      >
        {entries.map((entry) => (
          <Entry key={entry.entry_number} entry={entry} asker={inquiry.contact_name ?? inquiry.customer_name} />
        ))}
      </Stack>
    </Surface>
  )
}

const LOOKS: Record<InquiryEntry['kind'], { background: string; indent: string | undefined }> = {
  question: { background: 'var(--sf-sunken)', indent: undefined },
  reply: { background: 'var(--sf-sunken)', indent: undefined },
  answer: { background: 'var(--sf-surface)', indent: '24px' },
  note: { background: 'transparent', indent: '24px' },
}

function Entry({ entry, asker }: { entry: InquiryEntry; asker: string | null }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const { background, indent } = LOOKS[entry.kind]
  const isTheirs = entry.kind === 'question' || entry.kind === 'reply'
  const by = isTheirs ? asker : entry.author_name
  return (
    <Box
      component="li"
      p="sm"
      style={{
        background,
        marginInlineStart: indent,
        border: `1px ${entry.kind === 'note' ? 'dashed' : 'solid'} var(--sf-line)`,
        borderRadius: 10,
      }}
    >
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" fw={650}>
          {[t(entry.is_automatic ? 'entry.automatic' : `entry.${entry.kind}`), by].filter(Boolean).join(' · ')}
        </Text>
        <Text size="xs" c="dimmed">
          {formats.instant(entry.written_at)}
        </Text>
      </Group>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {entry.text}
      </Text>
      {entry.mail && <MailFiles mail={entry.mail} />}
    </Box>
  )
}

/** Taken away, never shown: what is in a file is its sender's. */
function MailFiles({ mail }: { mail: NonNullable<InquiryEntry['mail']> }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const path = `/api/v1/incoming-mails/${encodeURIComponent(mail.mail_id)}`
  return (
    <Group gap="md" mt={6}>
      {mail.from_address && (
        <Text size="xs" c="dimmed">
          {mail.from_address}
        </Text>
      )}
      {mail.is_cut && (
        <Anchor component={Link} size="sm" to={`/incoming-mail?open=${encodeURIComponent(mail.mail_id)}`}>
          {t('mailWhole')}
        </Anchor>
      )}
      <Anchor size="sm" href={`${path}/source`} download>
        {t('mailAsItCame')}
      </Anchor>
      {mail.files.map((file) => (
        <Anchor key={file.at} size="sm" href={`${path}/files/${file.at}`} download>
          {`${file.name} (${formats.number(Math.max(1, Math.round(file.bytes / 1024)))} KB)`}
        </Anchor>
      ))}
    </Group>
  )
}
