/** The keys that work in the console. */
import { useTranslation } from 'react-i18next'
import { KeyHelp } from '../../ui/key-help.tsx'

export function ConsoleKeys({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell')
  const lines = [
    { keys: ['Ctrl', 'K'], label: t('keys.find') },
    { keys: ['/'], label: t('keys.search') },
    { keys: ['j', 'k'], label: t('keys.move') },
    { keys: ['Enter'], label: t('keys.open') },
    { keys: ['←', '→'], label: t('keys.strip') },
    { keys: ['Esc'], label: t('keys.close') },
    { keys: ['?'], label: t('keys.help') },
  ]
  return <KeyHelp isOpen={isOpen} onClose={onClose} lines={lines} />
}
