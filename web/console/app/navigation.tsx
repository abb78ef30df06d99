/** The list of screens the reader may open, in groups that fold. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { Icon } from '../../ui/icons.tsx'
import { recall, remember } from '../../ui/remembered.ts'
import classes from './frame.module.css'
import { GROUPS, type Group, type Screen } from './screens.tsx'

/** What is set up once stays folded until the reader opens it. */
const FOLDED_AT_FIRST: readonly Group[] = ['agreements', 'files', 'master', 'organization']
const FOLDED_KEY = 'navigation.folded'

const isGroups = (value: unknown): value is readonly Group[] =>
  Array.isArray(value) && value.every((item) => GROUPS.includes(item))

export function Navigation({ screens }: { screens: readonly Screen[] }) {
  const { pathname } = useLocation()
  const [folded, setFolded] = useState(() => recall(FOLDED_KEY, isGroups) ?? FOLDED_AT_FIRST)
  const toggle = (group: Group) => {
    const next = folded.includes(group) ? folded.filter((other) => other !== group) : [...folded, group]
    setFolded(next)
    remember(FOLDED_KEY, next)
  }
  return GROUPS.map((group) => {
    const members = screens.filter((screen) => screen.nav?.group === group)
    if (members.length === 0) return null
    // The reader always sees where they are, so the group of the present screen cannot be folded away.
    const isHere = members.some(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    return (
      <NavigationGroup
        key={group}
        group={group}
        members={members}
        isOpen={isHere || !folded.includes(group)}
        onToggle={() => toggle(group)}
      />
    )
  })
}

type NavigationGroupProps = { group: Group; members: readonly Screen[]; isOpen: boolean; onToggle: () => void }

function NavigationGroup({ group, members, isOpen, onToggle }: NavigationGroupProps) {
  const { t } = useTranslation('shell')
  return (
    <div className={classes.section}>
      <button
        type="button"
        className={classes.group}
        id={`nav-${group}`}
        aria-expanded={isOpen}
        aria-controls={`nav-${group}-screens`}
        onClick={onToggle}
      >
        {t(`group.${group}`)}
        <Icon name={isOpen ? 'down' : 'right'} size={14} />
      </button>
      <ul className={classes.links} id={`nav-${group}-screens`} aria-labelledby={`nav-${group}`} hidden={!isOpen}>
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
}
