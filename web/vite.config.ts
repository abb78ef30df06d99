/** Builds the two web programs: the console, served at `/`, and the portal, served at `/portal/`. */
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const root = import.meta.dirname
const SERVER = process.env.SEVENFOLD_SERVER ?? 'http://127.0.0.1:7070'
const SERVER_PATHS = ['/api', '/healthz', '/readyz', '/metrics', '/openapi.json']

/** In development every address without a file ending opens the program that owns it, as the server does in production. */
function openProgramForAddress(): Plugin {
  return {
    name: 'open-program-for-address',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/'
        const isPage = !path.includes('.') && !path.startsWith('/@') && !SERVER_PATHS.some((p) => path.startsWith(p))
        if (isPage) request.url = path.startsWith('/portal') ? '/portal/index.html' : '/console/index.html'
        next()
      })
    },
  }
}

export default defineConfig({
  root,
  plugins: [react(), openProgramForAddress()],
  server: { host: '127.0.0.1', port: 7071, proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, SERVER])) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    rollupOptions: { input: { console: `${root}/console/index.html`, portal: `${root}/portal/index.html` } },
  },
})
