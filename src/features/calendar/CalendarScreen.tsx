import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useColleagues } from '#web/colleagues.ts'
import { useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useTitle } from '#web/Page.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { Agenda } from './Agenda.tsx'
import { mayRefuseScroll } from './drag.tsx'
import { Hours } from './Hours.tsx'
import { MeetingDrawer, type Opened } from './MeetingDrawer.tsx'
import { Month } from './Month.tsx'
import { MoveQuestion } from './MoveQuestion.tsx'
import { useMoving } from './moving.tsx'
import { useCalendar } from './seen.tsx'
import { dayFrom, dayOf, daysOf, keyOf, plus, type Shown, step, VIEWS, type View } from './span.tsx'
import { heading } from './words.tsx'
import './calendar.css'

/** Meetings by month, week, day or as a list; one's own, a colleague's, or of all within reach. In the hand, the list. */
export default function CalendarScreen() {
  const session = useSession()
  const register = useRegister()
  useTitle(t('nav.calendar'))
  const [params, setParams] = useSearchParams()
  const narrow = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false }) ?? false
  const isFinger = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false }) ?? false
  const asked = params.get('view') as View
  const view: View = narrow ? 'agenda' : VIEWS.includes(asked) ? asked : 'week'
  const on = dayFrom(params.get('on'))
  const who = params.get('who') ?? session.user.id
  const [made, setMade] = useState<Opened | null>(null)
  const named = params.get('meeting')
  const opened = made ?? (named ? { id: named, purpose: params.get('purpose') ?? '' } : null)
  const days = daysOf(view, on)
  const found = useCalendar(days[0]!, plus(days.at(-1)!, 1), who)
  const { colleagues } = useColleagues()
  const put = (changes: Record<string, string | null>, replace = false) =>
    setParams(
      (now) => {
        for (const [name, value] of Object.entries(changes)) value ? now.set(name, value) : now.delete(name)
        return now
      },
      { replace },
    )
  const { meetings, hand, said, asking, back } = useMoving(found.meetings, ({ starts_at }) => {
    const day = dayOf(starts_at)
    if (day < days[0]! || day > days.at(-1)!) put({ on: keyOf(day) }, true)
  })
  const go = (by: 1 | -1) => put({ on: keyOf(step(view, on, by)) })
  const open = (meeting: Shown) => put({ meeting: meeting.id, purpose: meeting.seen })
  const mayMake = session.writes.some((purpose) => isWritable(register.nouns.meetings?.fields.title, purpose))
  const make = (start?: Date, end?: Date) => mayMake && setMade({ start, end: end ?? undefined })
  useKeys({
    n: () => make(),
    t: () => put({ on: null }),
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    m: () => put({ view: 'month' }),
    w: () => put({ view: 'week' }),
    d: () => put({ view: 'day' }),
    a: () => put({ view: 'agenda' }),
    Escape: () => back(),
  })
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => (box.current ? mayRefuseScroll(box.current) : undefined), [])
  const drawn = { days, meetings, open, make, hand, names: who === session.user.id ? [] : colleagues }

  return (
    <div ref={box} className="page page-wide calendar">
      <header className="page-head calendar-head">
        <h1>{t('nav.calendar')}</h1>
        <span className="row row-tight">
          <ActionIcon aria-label={t(`cal.before.${view}`)} onClick={() => go(-1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button size="compact-sm" variant="default" onClick={() => put({ on: null })}>
            {t('cal.today')}
          </Button>
          <ActionIcon aria-label={t(`cal.after.${view}`)} onClick={() => go(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </span>
        <span className="calendar-span" aria-live="polite">
          {heading(view, on, days)}
        </span>
        <span className="gap" />
        {!narrow && (
          <fieldset className="segments">
            <legend className="visually-hidden">{t('cal.view')}</legend>
            {VIEWS.map((one) => (
              <label key={one}>
                <input type="radio" name="view" checked={view === one} onChange={() => put({ view: one })} />
                <span>{t(`cal.view.${one}`)}</span>
              </label>
            ))}
          </fieldset>
        )}
        <NativeSelect
          aria-label={t('cal.whose')}
          value={who}
          onChange={(event) => put({ who: event.currentTarget.value })}
          data={[
            { value: session.user.id, label: t('cal.own') },
            { value: 'all', label: t('cal.all') },
            ...colleagues
              .filter((one) => !one.left && one.id !== session.user.id)
              .map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        {mayMake && (
          <Button variant="filled" leftSection={<IconPlus size={15} />} onClick={() => make()}>
            {t('meeting.new')}
          </Button>
        )}
      </header>
      <ProblemNote error={found.error} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {view === 'month' ? (
        <Month {...drawn} month={on.getMonth()} />
      ) : view === 'agenda' ? (
        <Agenda {...drawn} isPending={found.isPending} />
      ) : (
        <Hours {...drawn} />
      )}
      {!narrow && meetings.some(hand.mayMove) && (
        <p className="quiet small">{t(isFinger && view !== 'agenda' ? 'cal.hint.finger' : 'cal.hint')}</p>
      )}
      <p className="quiet small">
        {t('cal.subscribe')} <Link href="/settings">{t('nav.settings')}</Link>
      </p>
      {asking && <MoveQuestion {...asking} />}
      {opened && (
        <MeetingDrawer
          key={opened.id ?? 'new'}
          opened={opened}
          close={() => {
            setMade(null)
            if (named) put({ meeting: null, purpose: null }, true)
          }}
        />
      )}
    </div>
  )
}
