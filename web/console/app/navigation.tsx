/** The list of screens the reader may open, in groups. */
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { Icon } from '../../ui/icons.tsx'
import classes from './frame.module.css'
import type { Screen } from './screens.tsx'

const GROUPS = ['work', 'goods', 'agreements', 'files', 'master', 'organization'] as const

export function Navigation({ screens }: { screens: readonly Screen[] }) {
  const { t } = useTranslation('shell')
  return GROUPS.map((group) => {
    const members = screens.filter((screen) => screen.nav?.group === group)
    if (members.length === 0) return null
    return (
      <div key={group} className={classes.section}>
        <p className={classes.group} id={`nav-${group}`}>
          {t(`group.${group}`)}
        </p>
        <ul className={classes.links} aria-labelledby={`nav-${group}`}>
          {members.map((screen) => (
            <li key={screen.id}>
              <NavLink to={screen.path} className={classes.link}>
                <Icon name={screen.nav?.icon ?? 'right'} />
                {t(`screen.${screen.id}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    )
  })
}
