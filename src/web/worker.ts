/**
 * The service worker: it keeps the program's own files on the device, and a page that says there is no connection.
 * Never an answer of the API, never a page with anybody's data: what is on a lost phone is this program alone.
 */

type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type Fetched = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }

/** Put in by the build: another for every version, so that files of older ones are let go of. */
const SHELL = 'seloste-__BUILD__'
const OFFLINE = '/offline.html'
const KEPT = [OFFLINE, '/offline.css', '/icon-192.png']

const worker = self as unknown as {
  addEventListener(type: string, hear: (event: any) => void): void
  skipWaiting(): Promise<void>
  location: Location
}

worker.addEventListener('install', (event: Extendable) =>
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(KEPT))
      .then(() => worker.skipWaiting()),
  ),
)

worker.addEventListener('activate', (event: Extendable) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)))),
  ),
)

worker.addEventListener('fetch', (event: Fetched) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  // A name with its hash is the same for ever.
  if (pathname.startsWith('/assets/')) event.respondWith(kept(request))
  else if (KEPT.includes(pathname)) event.respondWith(fetch(request).catch(() => held(pathname)))
  else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => held(OFFLINE)))
})

async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(SHELL)
  const found = await cache.match(request.url)
  if (found) return found
  const answer = await fetch(request)
  if (answer.status === 200 && answer.type === 'basic') await cache.put(request.url, answer.clone())
  return answer
}

const held = async (path: string): Promise<Response> => (await caches.match(path)) ?? Response.error()
