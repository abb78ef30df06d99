/** Starts the customer portal in the reader's language. */
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
      <BrowserRouter basename="/portal">
        <App />
      </BrowserRouter>
    </Provider>,
  )
