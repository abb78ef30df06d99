/** The keys that work in the portal. */
import { useTranslation } from 'react-i18next'
import { KeyHelp } from '../../ui/key-help.tsx'

export function PortalKeys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const lines = [
    { keys: ['/'], label: t('keys.search') },
    { keys: ['j', 'k'], label: t('keys.move') },
    { keys: ['Enter'], label: t('keys.open') },
    { keys: ['Esc'], label: t('keys.close') },
    { keys: ['?'], label: t('keys.help') },
  ]
  return <KeyHelp isOpen onClose={onClose} lines={lines} />
}
