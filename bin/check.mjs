import { runOnPinned } from './runtime.mjs'

runOnPinned('tests/check.ts')
