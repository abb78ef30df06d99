/** Language, light or dark, row height: the same three switches before and after sign-in, in console and portal. */
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from './icons.tsx'
import { LOCALE_NAMES, LOCALES } from './locale.ts'
import { changeRowHeight, useRowHeight } from './row-height.ts'
import { changeLocale } from './words.ts'

export function LanguageSwitch() {
  const { t, i18n } = useTranslation('ui')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" c="inherit" aria-label={t('language')}>
          <Icon name="language" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            role="menuitemradio"
            aria-checked={i18n.language === locale}
            rightSection={i18n.language === locale ? <Icon name="check" size={16} /> : null}
            onClick={() => changeLocale(locale)}
          >
            {LOCALE_NAMES[locale]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEMES: readonly { scheme: 'auto' | 'light' | 'dark'; icon: IconName }[] = [
  { scheme: 'auto', icon: 'auto' },
  { scheme: 'light', icon: 'sun' },
  { scheme: 'dark', icon: 'moon' },
]

/** Menu lines for the look of the page; they stand inside the user menu. */
export function LookItems() {
  const { t } = useTranslation('ui')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const rows = useRowHeight()
  return (
    <>
      <Menu.Label>{t('look')}</Menu.Label>
      {SCHEMES.map(({ scheme, icon }) => (
        <Menu.Item
          key={scheme}
          role="menuitemradio"
          aria-checked={colorScheme === scheme}
          leftSection={<Icon name={icon} size={16} />}
          rightSection={colorScheme === scheme ? <Icon name="check" size={16} /> : null}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`scheme.${scheme}`)}
        </Menu.Item>
      ))}
      <Menu.Item
        role="menuitemcheckbox"
        aria-checked={rows === 'compact'}
        leftSection={<Icon name="rows" size={16} />}
        rightSection={rows === 'compact' ? <Icon name="check" size={16} /> : null}
        onClick={() => changeRowHeight(rows === 'compact' ? 'comfortable' : 'compact')}
      >
        {t('compact')}
      </Menu.Item>
    </>
  )
}

export function LookSwitch() {
  const { t } = useTranslation('ui')
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" c="inherit" aria-label={t('look')}>
          <Icon name="sun" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LookItems />
      </Menu.Dropdown>
    </Menu>
  )
}
