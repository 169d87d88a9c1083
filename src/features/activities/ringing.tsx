import { tn } from '#web/language.ts'

const KEY = 'seloste.rings'

/** Whether this device tells of new lines outside the page: asked for here, and allowed by the browser. */
export const rings = (): boolean =>
  'Notification' in window && Notification.permission === 'granted' && localStorage.getItem(KEY) === '1'

export const canRing = (): boolean => 'Notification' in window

/** Answers whether it is on afterwards: the browser may say no. */
export async function setRinging(wanted: boolean): Promise<boolean> {
  if (!wanted || !canRing()) {
    localStorage.removeItem(KEY)
    return false
  }
  const answer = await Notification.requestPermission()
  if (answer === 'granted') localStorage.setItem(KEY, '1')
  return answer === 'granted'
}

/** How many, and of whom not a word: a screen may be seen by anybody. */
export function ring(unread: number) {
  if (!rings() || document.visibilityState === 'visible') return
  const shown = { body: tn('inbox.unread', unread), tag: 'seloste.inbox', icon: '/mark.svg' }
  void (async () => {
    const worker = await navigator.serviceWorker?.getRegistration()
    // On Android only a service worker may.
    if (worker) await worker.showNotification('Seloste', shown)
    else new Notification('Seloste', shown)
  })().catch(() => {})
}
