/** The everyday name of a unit code; the code itself where the catalogue has none. */
import { useTranslation } from 'react-i18next'

export function useUnit(): (code: string | null | undefined) => string {
  const { t, i18n } = useTranslation('ui')
  return (code) => (code && i18n.exists(`ui:unit.${code}`) ? t(`unit.${code}`) : (code ?? ''))
}
