import { runOnPinned } from './runtime.mjs'

runOnPinned('tests/run.ts')
