import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = process.env.SELOSTE_API ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  root: 'src/web',
  plugins: [react(), installable(), pressed()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined asset would be a data: URL, which the content security policy does not let in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: 'src/web/index.html', worker: 'src/web/worker.ts' },
      // Few files instead of thirty small ones: what every screen needs comes in one request. What a few share, charts
      // and cards to be dragged, comes with those.
      output: {
        codeSplitting: { groups: [{ name: 'shared', test: /node_modules/, minShareCount: 8 }] },
        // The address of a service worker is how far it reaches, and stays.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': api } },
})

/** What a phone needs to put this on its first screen, in each language; and which version the service worker is of. */
function installable(): Plugin {
  return {
    name: 'installable',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const language of ['fi', 'sv', 'en']) {
        const words = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))
        const source = JSON.stringify(manifestOf(language, words))
        this.emitFile({ type: 'asset', fileName: `${language}.webmanifest`, source })
      }
      const names = Object.keys(bundle).sort().join()
      const worker = bundle['worker.js']
      if (worker?.type !== 'chunk') throw new Error('The service worker was not built.')
      worker.code = worker.code.replace('__BUILD__', createHash('sha256').update(names).digest('hex').slice(0, 12))
    },
  }
}

function manifestOf(lang: string, words: Record<string, string>): object {
  const icon = (src: string, size: number, purpose = 'any') => ({
    src,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const icons = [
    icon('/icon-192.png', 192),
    icon('/icon-512.png', 512),
    icon('/icon-maskable-512.png', 512, 'maskable'),
  ]
  const shortcut = (name: string | undefined, url: string) => ({ name, url, icons: icons.slice(0, 1) })
  return {
    id: '/',
    name: words['app.name'],
    short_name: 'Seloste',
    description: words['app.says'],
    lang,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons,
    shortcuts: [
      shortcut(words['note.quick'], '/note'),
      shortcut(words['nav.day'], '/day'),
      shortcut(words['nav.people'], '/people'),
    ],
  }
}

/**
 * Every text file beside itself as .br and .gz, so that the server compresses nothing while it serves. Not the
 * page itself: the server tells it by its name, and must not let it be kept for a year.
 */
function pressed(): Plugin {
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  let folder = ''
  return {
    name: 'pressed',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    closeBundle() {
      for (const file of globSync('**/*.{js,css,svg}', { cwd: folder })) {
        const path = join(folder, file)
        const bytes = readFileSync(path)
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, brotli))
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
