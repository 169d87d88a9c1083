/**
 * A reason not to start or go on, told to the operator: what happened, then what to do.
 * Entry points print it without a stack and end with 1.
 */
export class Halt extends Error {}

export function halt(sentence: string): never {
  throw new Halt(sentence)
}

/** Ends the process: a halt by its sentence alone, anything else whole, because it is a fault of ours. */
export function endWith(error: unknown): never {
  console.error(error instanceof Halt ? error.message : error)
  process.exit(1)
}
