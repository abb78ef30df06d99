/** Every screen of the console: its address, its place in the navigation, the right it needs, and the chunk it loads. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { IconName } from '../../ui/icons.tsx'

export type Screen = {
  /** Also the key of its name in the catalogue: `shell:screen.<id>`. */
  id: string
  path: string
  component: LazyExoticComponent<ComponentType>
  /** Absent for screens that are reached from another one. */
  nav?: { group: 'work' | 'files' | 'master' | 'organization'; icon: IconName }
  /** The permission without which the server would refuse what the screen asks. */
  permission?: string
}

export const SCREENS: readonly Screen[] = []

export const screen = (load: () => Promise<{ default: ComponentType }>) => lazy(load)
