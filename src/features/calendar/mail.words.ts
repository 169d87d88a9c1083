import type { Language } from '#kernel/vocabulary.ts'
import type { PartId } from './day.ts'

type Texts = {
  reminder: Record<'tasks' | 'meetings', string>
  why: string
  digest: string
  parts: Record<PartId | 'unread', string>
  more: (count: number) => string
  none: string
  open: string
}

/** Of mail to our own users about their own work. */
export const mails: Record<Language, Texts> = {
  fi: {
    reminder: { tasks: 'Muistutus tehtävästä', meetings: 'Muistutus tapaamisesta' },
    why: 'Sait tämän, koska valitsit muistutukset sähköpostiin. Muuta valintaa omissa asetuksissasi.',
    digest: 'Päiväsi',
    parts: {
      tasks: 'Tehtävät',
      meetings: 'Tapaamiset',
      cases: 'Asiakkaidesi avoimet tapaukset',
      endings: 'Päättyvät sopimukset ja palvelut',
      deals: 'Hiljaiset kaupat',
      leads: 'Uudet liidit',
      unread: 'Lukemattomia ilmoituksia',
    },
    more: (count) => `ja ${count} muuta`,
    none: 'ei määräaikaa',
    open: 'Avaa päiväsi',
  },
  sv: {
    reminder: { tasks: 'Påminnelse om en uppgift', meetings: 'Påminnelse om ett möte' },
    why: 'Du får detta eftersom du valt påminnelser per e-post. Ändra valet i dina inställningar.',
    digest: 'Din dag',
    parts: {
      tasks: 'Uppgifter',
      meetings: 'Möten',
      cases: 'Dina kunders öppna ärenden',
      endings: 'Avtal och tjänster som löper ut',
      deals: 'Affärer som stått still',
      leads: 'Nya leads',
      unread: 'Olästa aviseringar',
    },
    more: (count) => `och ${count} till`,
    none: 'utan dag',
    open: 'Öppna din dag',
  },
  en: {
    reminder: { tasks: 'Reminder of a task', meetings: 'Reminder of a meeting' },
    why: 'You get this because you chose reminders by mail. Change it in your own settings.',
    digest: 'Your day',
    parts: {
      tasks: 'Tasks',
      meetings: 'Meetings',
      cases: 'Open cases of your customers',
      endings: 'Contracts and services that end',
      deals: 'Deals gone quiet',
      leads: 'New leads',
      unread: 'Unread notifications',
    },
    more: (count) => `and ${count} more`,
    none: 'no day',
    open: 'Open your day',
  },
}
