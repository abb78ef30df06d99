/** The words that the first screens do without come with what speaks them. */
import type { ComponentType } from 'react'
import { type Catalogue, type LoadCatalogue, moreWords } from '../../ui/words.ts'

export type Load<Props = object> = () => Promise<{ default: ComponentType<Props> }>

const catalogues = import.meta.glob<Catalogue>('../locales/more/*.json', { import: 'default' })
const loadMore: LoadCatalogue = (locale) => catalogues[`../locales/more/${locale}.json`]?.() ?? Promise.resolve({})

/** For screens, and for parts of the first screens that may come a moment later. */
export const withMoreWords =
  <Props>(load: Load<Props>): Load<Props> =>
  async () => {
    const [screen] = await Promise.all([load(), moreWords(loadMore)])
    return screen
  }
