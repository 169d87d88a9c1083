import { Drawer } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { get } from '#web/api.ts'
import { Keycap } from '#web/Keycap.tsx'
import { useKeys } from '#web/keys.ts'
import { t, tn } from '#web/language.ts'
import type { BellProps } from '#web/mounts.ts'
import { purposesOf, useRegister } from '#web/register.ts'
import { purposesHeld, useSession } from '#web/session.ts'
import { Inbox } from './Inbox.tsx'
import { ring } from './ringing.tsx'
import './activities.css'

const EVERY_MS = 30_000

/** How many things one has not seen, and the way to them. */
export default function Bell({ place }: BellProps) {
  const session = useSession()
  const register = useRegister()
  const [isOpen, setOpen] = useState(false)
  const open = purposesOf(register, 'notifications')
  const mine = purposesHeld(session).some((purpose) => open.includes(purpose))
  const { data } = useQuery({
    queryKey: ['notifications', 'count'],
    queryFn: () => get<{ unread: number }>('/notifications/count'),
    enabled: mine,
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
  })
  const unread = data?.unread ?? 0
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (!data) return
    // One of the bells on the page rings, and none for what was there when the page was opened.
    if (place === 'side' && before.current !== null && data.unread > before.current) ring(data.unread)
    before.current = data.unread
  }, [data, place])
  useKeys(mine && place === 'side' ? { 'g m': () => setOpen(true) } : {}, 'bottom')
  if (!mine) return null
  const isWide = place === 'side' || place === 'drawer'
  const words = unread ? tn('inbox.unread', unread) : t('inbox.title')
  return (
    <>
      <button
        type="button"
        className={place === 'bottom' ? 'bell-bottom' : 'side-item'}
        onClick={() => setOpen(true)}
        aria-label={place === 'folded' ? words : undefined}
      >
        <IconBell size={place === 'bottom' ? 21 : 16} aria-hidden />
        {place === 'bottom' && t('inbox.short')}
        {isWide && <span>{t('inbox.title')}</span>}
        {unread > 0 && place !== 'folded' && <span className="visually-hidden">{words}</span>}
        {unread > 0 && (
          <small className="bell-count" aria-hidden>
            {unread > 99 ? '99+' : unread}
          </small>
        )}
        {place === 'side' && <Keycap keys="g m" />}
      </button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size={420}
        title={t('inbox.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {isOpen && <Inbox close={() => setOpen(false)} />}
      </Drawer>
    </>
  )
}
