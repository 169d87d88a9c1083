import type { Request } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { refuse } from '#kernel/errors.ts'

/**
 * A page of one of the form's own sites may read the form and send it; any other site may not (ORIGIN_REFUSED).
 * No cookie is taken or set here, so that there is nothing of the visitor's to misuse.
 */
export function refuseOrigin(request: Request | undefined, origins: readonly string[]): void {
  if (!request) return
  request.setHeader('vary', 'Origin')
  const { origin, host } = request.headers
  if (origin === undefined) return
  const own = origin === new URL(addressOf()).origin || URL.parse(String(origin))?.host === host
  if (!own && !origins.includes(String(origin))) refuse('ORIGIN_REFUSED')
  if (!own) request.setHeader('access-control-allow-origin', String(origin))
}
