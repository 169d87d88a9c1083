import { runOnPinned } from './runtime.mjs'

runOnPinned('src/entrypoints/cli.ts')
