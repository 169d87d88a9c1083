import { awaiting, destroyed, inAll } from '#register/sentences.ts'

/** What a text says that was taken away. */
export const GONE = inAll(destroyed)

/** What stands in the place of a text that waits for a human. */
export const WAITING = inAll(awaiting)
