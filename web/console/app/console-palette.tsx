/** What Ctrl-K reaches: screens, actions, and the records the server finds. */
import { useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { LOCALE_NAMES, LOCALES } from '../../ui/locale.ts'
import { Palette, type PaletteEntry } from '../../ui/palette.tsx'
import { changeLocale } from '../../ui/words.ts'
import { type Session, signOut } from '../lib/session.ts'
import { useRecordSearch } from './record-search.ts'
import type { Screen } from './screens.tsx'

type Props = { isOpen: boolean; onClose: () => void; screens: readonly Screen[]; session: Session }

export function ConsolePalette({ isOpen, onClose, screens, session }: Props) {
  const { t } = useTranslation(['shell', 'ui'])
  const go = useNavigate()
  const find = useRecordSearch(session)
  const { setColorScheme } = useMantineColorScheme()
  const entries: PaletteEntry[] = [
    ...screens
      .filter((screen) => screen.nav || screen.isTab)
      .map((screen) => ({
        id: `screen-${screen.id}`,
        group: t('palette.screen'),
        label: t(`screen.${screen.id}`),
        icon: screen.nav?.icon ?? ('right' as const),
        run: () => go(screen.path),
      })),
    ...LOCALES.map((locale) => ({
      id: `language-${locale}`,
      group: t('ui:language'),
      label: LOCALE_NAMES[locale],
      icon: 'language' as const,
      run: () => void changeLocale(locale),
    })),
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: `scheme-${scheme}`,
      group: t('ui:look'),
      label: t(`ui:scheme.${scheme}`),
      icon: scheme === 'dark' ? ('moon' as const) : ('sun' as const),
      run: () => setColorScheme(scheme),
    })),
    {
      id: 'sign-out',
      group: t('palette.action'),
      label: t('reader.signOut'),
      icon: 'signout',
      run: () => void signOut(),
    },
  ]
  return <Palette isOpen={isOpen} onClose={onClose} entries={entries} find={find} />
}
