import type { Wording } from './wording.ts'

export const wording: Wording = {
  notice: 'Privacy notice',
  ask: {
    title: 'Being told of changes to the notice',
    says: 'Write your e-mail address. We send a link to it, with which you confirm that you want to be told.',
  },
  invalid: 'This is no e-mail address. Check it and send again.',
  sent: {
    title: 'Look in your e-mail',
    says: 'We sent a link to the address. Nothing else is sent before you confirm with it.',
    seldom:
      'If the message does not show within a few minutes, look among the spam, and check that the address was right.',
  },
  confirm: {
    title: 'Confirm',
    says: 'You will be told when the privacy notice changes: what has changed, and from when. We send nothing else.',
    press: 'Yes, tell me of changes',
    not: 'If you did not ask for this, close the page. What is not confirmed is deleted within a week.',
  },
  confirmed: {
    title: 'You will be told of changes',
    says: 'We will tell this address of the next change. You can leave by the link in every message.',
  },
  wrong: {
    title: 'The link is no good',
    says: 'It has been used, is out of date or is cut short. You can ask for a new one here.',
  },
  end: {
    title: 'Stop being told',
    says: 'This address is told no more of changes to the privacy notice, and is deleted.',
    press: 'Stop telling me',
  },
  ended: {
    title: 'You are told no more',
    says: 'We no longer tell this address of changes, and it is deleted.',
  },
  wait: 'There have been many requests in a short time. Try again in a while.',
  noMail: 'You cannot ask for this just now, because e-mail is not in use. Try again later.',
  asking: {
    subject: () => 'Confirm that you want to be told of changes to the notice',
    hello: 'Hello',
    lead: (company) =>
      `Somebody asked that this address be told when the privacy notice changes. Controller: ${company}. Confirm it here:`,
    ways: (days) =>
      `The link works once and for ${days} days. If you did not ask for this, you need do nothing: unless it is confirmed we send nothing more, and the address is deleted.`,
  },
  telling: {
    subject: (company) => `The privacy notice has changed: ${company}`,
    hello: 'Hello',
    since: (company, day) =>
      `The privacy notice has changed. Controller: ${company}. The new version has been in force since ${day}.`,
    from: (company, day) =>
      `The privacy notice is changing. Controller: ${company}. The new version takes effect on ${day} at the earliest.`,
    gone: 'Gone',
    come: 'New',
    heading: 'The heading is new.',
    more: (parts) => `${parts === 1 ? 'One part' : `${parts} parts`} more changed. Read them in the notice.`,
    read: 'The whole notice',
    why: 'You get this because you asked to be told of changes to the notice.',
    leave: 'Stop telling me',
  },
}
