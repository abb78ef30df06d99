/** Invites by a message: chosen roles, drawn so that nobody tires, counted before anything leaves. */
import { Anchor, Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MailedSample, Survey } from '../../../../contract/surveys.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { BUYING_ROLES } from '../../lib/value-lists.ts'

/** Fewer answers than this are never shown as a group. */
const SHOWN_FROM = 5

export function MailSurvey({ survey, people }: { survey: Survey; people: number }) {
  const { t } = useTranslation(['needs', 'value'])
  const formats = useFormats()
  const client = useQueryClient()
  const [roles, setRoles] = useState<string[]>([])
  // One look at the people is one invitation, however often the button is pressed before its answer came.
  const [key, setKey] = useState(() => crypto.randomUUID())
  const mail = useMutation({
    mutationFn: (is_trial: boolean) =>
      call<MailedSample>(`/api/v1/surveys/${encodeURIComponent(survey.survey_id)}/mail`, {
        method: 'POST',
        body: { people, is_trial, ...(roles.length > 0 && { roles }) },
        ...(!is_trial && { headers: { 'idempotency-key': `${key} ${people} ${roles.join(' ')}` } }),
      }),
    onSuccess: (_, isTrial) => {
      if (isTrial) return
      setKey(crypto.randomUUID())
      for (const key of ['survey-invited', 'survey-results', 'survey-reach'])
        client.invalidateQueries({ queryKey: [key, survey.survey_id] })
    },
  })
  const found = mail.data
  const roleName = (role: string) => (role === 'none' ? t('noRole') : t(`value:buying_role.${role}`))
  const few = found?.by_role.filter(({ invited }) => invited > 0 && invited < SHOWN_FROM) ?? []
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <MultiSelect
          label={t('mailRoles')}
          placeholder={roles.length === 0 ? t('mailEveryRole') : undefined}
          data={BUYING_ROLES.map((value) => ({ value, label: t(`value:buying_role.${value}`) }))}
          value={roles}
          onChange={setRoles}
          clearable
          style={{ flex: '1 1 240px', maxWidth: 460 }}
        />
        <Button variant="default" onClick={() => mail.mutate(true)} loading={mail.isPending && mail.variables}>
          {t('mailCount')}
        </Button>
        <Button
          onClick={() => mail.mutate(false)}
          disabled={survey.state !== 'open'}
          loading={mail.isPending && !mail.variables}
        >
          {t('mailInvite')}
        </Button>
      </Group>
      {mail.isError && <ProblemNote error={mail.error} />}
      {found && (
        <>
          <Text size="sm" role="status">
            {t(mail.variables ? 'mailWould' : 'mailDone', { n: found.invited })}{' '}
            {t('mailLeft', {
              resting: found.left_out.resting,
              days: survey.rest_days,
              out: found.opted_out,
              none: found.unreachable,
              invited: found.left_out.already_invited,
              rest: found.left_out.not_drawn,
            })}
          </Text>
          {found.by_role.length > 0 && (
            <Text size="sm" c="dimmed">
              {found.by_role
                .map(({ role, invited, able }) =>
                  t('mailRole', { role: roleName(role), n: formats.number(invited), able: formats.number(able) }),
                )
                .join(' · ')}
            </Text>
          )}
          {few.length > 0 && (
            <Text size="sm">{t('mailFew', { roles: few.map(({ role }) => roleName(role)).join(', ') })}</Text>
          )}
          {found.messages !== 'automatic' && (
            <Text size="sm">
              {t(`mailMode.${found.messages}`)}{' '}
              <Anchor
                component={Link}
                to={found.messages === 'off' ? '/messages/settings' : '/messages'}
                size="sm"
                underline="always"
              >
                {t(`mailModeTo.${found.messages}`)}
              </Anchor>
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}
