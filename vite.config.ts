import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env.SELOSTE_API ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined asset would be a data: URL, which the content security policy does not let in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Few files instead of thirty small ones: what every screen needs comes in one request.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /node_modules/, minShareCount: 2 }] } },
    },
  },
  server: { proxy: { '/api': api } },
})
