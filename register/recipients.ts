import type { Recipient } from '../src/kernel/vocabulary.ts'

/**
 * Who gets personal data from us. None is shipped, and none outside the EU and the EEA: a company adds its own,
 * by name, and the notice changes with it.
 */
export const recipients: Readonly<Record<string, Recipient>> = {}
