import { bringScreen } from './screens.ts'

/** The screen asked for, sent for before the rest of the program runs: this is the first import of main. */
export const screenAhead = bringScreen(location.pathname === '/' ? '/people' : location.pathname).catch(() => {})
