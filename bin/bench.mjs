import { runOnPinned } from './runtime.mjs'

runOnPinned('src/entrypoints/bench.ts')
