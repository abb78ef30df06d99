/** Starts the console: language first, so that the first thing drawn is already in the reader's words. */
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Provider } from '../../ui/provider.tsx'
import { startRowHeight } from '../../ui/row-height.ts'
import { type Catalogue, initialLocale, startWords } from '../../ui/words.ts'
import { App } from './app.tsx'

const catalogues = import.meta.glob<Catalogue>('../locales/*.json', { import: 'default' })

startRowHeight()
await startWords((locale) => catalogues[`../locales/${locale}.json`]?.() ?? Promise.resolve({}), initialLocale())

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <Provider>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </Provider>,
  )
