import { runOnPinned } from './runtime.mjs'

runOnPinned('tests/bench/run.ts')
