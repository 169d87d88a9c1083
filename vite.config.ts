import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = process.env.SELOSTE_API ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  root: 'src/web',
  plugins: [react(), pressed()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined asset would be a data: URL, which the content security policy does not let in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Few files instead of thirty small ones: what every screen needs comes in one request. What a few share, charts
      // and cards to be dragged, comes with those.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /node_modules/, minShareCount: 8 }] } },
    },
  },
  server: { proxy: { '/api': api } },
})

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
