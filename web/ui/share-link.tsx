/** A link for somebody without a login: made when it is asked for, copied or looked at, and taken back by who may. */
import { Anchor, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from './http.ts'
import { Icon } from './icons.tsx'
import { ProblemNote } from './notices.tsx'
import { sharedAddress } from './shared-address.ts'
import { toastDone } from './toast.ts'

interface ShareLinkProps {
  /** POST makes the link, DELETE takes it back. */
  readonly path: string
  readonly mayTakeBack?: boolean
}

export function ShareLink({ path, mayTakeBack = false }: ShareLinkProps) {
  const { t } = useTranslation('ui')
  const [isOpen, setOpen] = useState(false)
  const make = useMutation({ mutationFn: () => call<{ url: string }>(path, { method: 'POST' }) })
  const takeBack = useMutation({
    mutationFn: () => call(path, { method: 'DELETE' }),
    onSuccess: () => {
      setOpen(false)
      toastDone(t('share.takenBack'))
    },
  })
  const open = () => {
    setOpen(true)
    make.mutate()
  }
  const shared = make.data && sharedAddress(make.data.url, window.location.origin)
  const url = shared?.url
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open} leftSection={<Icon name="copy" size={14} />}>
        {t('share.button')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('share.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('share.note')}</Text>
          {make.isError && <ProblemNote error={make.error} />}
          {takeBack.isError && <ProblemNote error={takeBack.error} />}
          {url && (
            <>
              <Group gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                  label={t('share.address')}
                  value={url}
                  readOnly
                  style={{ flex: 1 }}
                  onFocus={(event) => event.currentTarget.select()}
                />
                <CopyButton value={url}>
                  {({ copied, copy }) => (
                    <Button onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}>
                      {t(copied ? 'copied' : 'copy')}
                    </Button>
                  )}
                </CopyButton>
              </Group>
              {shared?.isOnlyHere && (
                <Text size="xs" c="dimmed">
                  {t('share.onlyHere', { setting: 'BASE_URL' })}
                </Text>
              )}
              <Group justify="space-between">
                <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
                  {t('share.look')}
                </Anchor>
                {mayTakeBack && (
                  <Button
                    variant="subtle"
                    color="red"
                    size="compact-sm"
                    loading={takeBack.isPending}
                    onClick={() => takeBack.mutate()}
                  >
                    {t('share.takeBack')}
                  </Button>
                )}
              </Group>
            </>
          )}
        </Stack>
      </Modal>
    </>
  )
}
