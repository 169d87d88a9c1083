import type { Wording } from './wording.ts'

const MONTHS: Record<number, string> = { 1: 'One month', 3: 'Three months', 6: 'Six months', 12: 'One year' }

export const wording: Wording = {
  page: { language: 'English', languages: 'Language', skip: 'Skip to content', notice: 'Read the privacy notice' },
  leave: {
    title: 'Stop or pause marketing',
    lead: (company) =>
      `You came here from a message sent by ${company}. You can stop all its marketing or take a break from it. There is no need to sign in, and nobody asks why.`,
    stop: 'Stop all marketing',
    stops: 'Covers e-mail, text messages, calls and letters. Starts at once and holds until you come back yourself.',
    pause: 'Pause for 3 months',
    pauses: (day) => `We send no marketing before ${day}. After that your choices hold as before.`,
    goesOn: 'Messages about orders, contracts and customer service still reach you.',
  },
  fresh: {
    heading: 'Would you rather change topics?',
    why: 'We send a link to the address the message came to. It shows all your choices and lets you change them. They are not shown on this page, because somebody else may have been sent the message too.',
    send: 'Send me a fresh link',
  },
  sent: {
    title: 'Check your e-mail',
    says: 'If we have the address, the link will be there in a few minutes. It works for a day.',
    seldom: 'At most three links an hour go to the same address.',
  },
  left: {
    title: 'Marketing has stopped',
    says: (company) =>
      `${company} no longer sends you marketing, and does not call you to sell. This already holds, in every channel.`,
    back: 'If you change your mind, you can come back with a fresh link.',
  },
  paused: {
    title: 'The pause has begun',
    says: (company, day) => `${company} sends you no marketing before ${day}.`,
    back: 'To end the pause earlier, ask for a fresh link.',
  },
  ask: {
    title: 'Choose what we send you',
    lead: 'Enter your e-mail address. We send a link to it that shows all your choices and lets you change them.',
    field: 'E-mail address',
    send: 'Send the link',
    invalid: 'Check the address: it should look like name@company.com.',
  },
  refused: {
    wait: 'Many links that are not valid have been opened from this network. Try again in an hour.',
  },
  choices: {
    title: 'What we may send you',
    lead: (company, until) =>
      `Here you decide what ${company} may tell you about, and how. The link is for you alone and works until ${until}.`,
    objected: (day) =>
      `You stopped all marketing${day ? ` on ${day}` : ''}. If you answer yes to a topic and save, that ends, and you get only what you answered yes to.`,
    paused: (day) => `Marketing is paused until ${day}.`,
    topics: 'Topics and channels',
    consent: (company) =>
      `Yes is a consent: ${company} may contact me on this topic in this way. I can withdraw it at any time, on this page or by the link in a message.`,
    unsaid:
      'Where you have not answered, we contact you only when the law allows it because you are a customer or because of your duties at work. A no ends that too.',
    unnoticed: 'Consent can be given once the privacy notice has been published. You can say no now.',
    topic: 'Topic',
    yes: 'Yes',
    no: 'No',
    measure: {
      heading: 'Measuring',
      consent: (company) =>
        `Yes is a consent: ${company} may measure whether I open its e-mail and which links in it I open. I can withdraw it at any time on this page.`,
      without: 'Otherwise there is no tracking in the messages.',
    },
    pause: {
      heading: 'Pause',
      none: 'No pause',
      end: 'End the pause now',
      keep: (day) => `Paused until ${day}`,
      until: (months, day) => `${MONTHS[months] ?? `${months} months`}, until ${day}`,
    },
    language: 'The language we write to you in',
    save: 'Save the choices',
    stopHeading: 'Stop everything at once',
    numbers: {
      heading: 'Your phone numbers',
      lead: 'You can refuse sales calls to one number at a time. In matters of service we may still call you.',
      calls: 'Sales calls',
      refuse: 'Refuse sales calls',
      open: 'Allow sales calls again',
    },
  },
  saved: {
    title: 'Saved',
    nothing: 'Your choices were already like this. Nothing changed.',
    notTaken:
      'These answers were not saved, because something changed after you opened the page. See below how things stand, and save again.',
    left: 'All marketing has stopped',
    pauseEnded: 'The pause ended',
    paused: (day) => `Paused until ${day}`,
    language: 'Language',
  },
  past: {
    heading: 'What you have said and what we have told you',
    columns: ['Time', 'Event', 'How'],
    nothing: 'There is nothing on record.',
    shown: 'Show the words you answered',
    kinds: {
      consent: (of) => `You gave consent: ${of}`,
      withdrawal: (of) => `You withdrew consent: ${of}`,
      not_revived: (of) => `The consent did not come back when the objection ended: ${of}`,
      refusal: (of) => `You said no: ${of}`,
      objection: (of) => `You objected: ${of}`,
      objection_ended: (of) => `The objection ended: ${of}`,
      objection_upheld: (of) => `Your objection was accepted: ${of}`,
      objection_refused: (of) => `Your objection was refused: ${of}`,
      pause: (of) => `Paused until ${of}`,
      pause_ended: () => 'The pause ended',
      consent_ended: (of) => `The consent grew too old: ${of}`,
      restriction: () => 'Processing of your data was restricted',
      restriction_told: () => 'You were told that the restriction ends',
      restriction_ended: () => 'The restriction ended',
      suppression: () => 'Your address was on the list of blocked ones',
      number_refused: (of) => `You refused sales calls: ${of}`,
      number_opened: (of) => `You allowed sales calls again: ${of}`,
      noticed: (of) => `You were given the privacy notice${of && `, version ${of}`}`,
      noticed_change: (of) => `We told you that the privacy notice changes${of && `, version ${of}`}`,
    },
    everything: 'all direct marketing',
    number: 'one of your numbers',
    measurement: 'Measuring of e-mail',
    newsletter: 'newsletter',
    how: {
      here: 'by you, on this page',
      mail: 'by you, through the link in a message',
      form: 'by you, on a form',
      oral: 'aloud',
      phone: 'by phone',
      letter: 'by letter',
      email: 'by e-mail',
      meeting: 'at a meeting',
      file: 'from another system',
      time: 'its time was over',
      us: 'recorded by us',
    },
  },
  mail: {
    subject: (company) => `Link to your marketing choices: ${company}`,
    greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
    lines: (company, link) => [
      'you asked for a link to see and change your marketing choices. Here it is:',
      link,
      'It works for a day. Whoever has it can see and change your choices, so do not pass it on.',
      `If you did not ask for it, you need do nothing. ${company} has not changed your choices.`,
    ],
  },
}
