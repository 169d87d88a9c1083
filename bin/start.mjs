import { runOnPinned } from './runtime.mjs'

runOnPinned('src/entrypoints/start.ts')
