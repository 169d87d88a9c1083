import type { Words } from '../src/kernel/vocabulary.ts'

/** What stands in the place of a text that waits for a human. */
export const awaiting: Words = {
  fi: 'Teksti odottaa tarkistusta.',
  sv: 'Texten väntar på granskning.',
  en: 'The text awaits review.',
}

/** What a text says that was taken away. */
export const destroyed: Words = {
  fi: 'Arkaluonteinen teksti on hävitetty.',
  sv: 'Den känsliga texten har förstörts.',
  en: 'The sensitive text was destroyed.',
}

/** As it is written into a record: whoever reads it may read any of our languages. Screens show the reader's own. */
export const inAll = ({ fi, sv, en }: Words): string => [fi, sv, en].join(' · ')
