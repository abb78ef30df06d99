/** One of a few ways to choose from, told on a card; arrows move between the cards as between radio buttons. */
import { Group } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './choice-card.module.css'

export function ChoiceCards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.cards} aria-label={label}>
      {children}
    </fieldset>
  )
}

type Props = { name: string; isChosen: boolean; onChoose: () => void; children: ReactNode }

export function ChoiceCard({ name, isChosen, onChoose, children }: Props) {
  const id = useId()
  return (
    <label className={classes.card} htmlFor={id}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <input id={id} type="radio" name={name} className={classes.radio} checked={isChosen} onChange={onChoose} />
        <div style={{ minWidth: 0, flex: 1 }}>{children}</div>
      </Group>
    </label>
  )
}
