/** What a text says that was taken away; whoever reads the record may read any of our languages. */
export const GONE =
  'Arkaluonteinen teksti on hävitetty. · Den känsliga texten har förstörts. · The sensitive text was destroyed.'

/** What stands in the place of a text that waits for a human; whoever reads the record may read any of our languages. */
export const WAITING = 'Teksti odottaa tarkistusta. · Texten väntar på granskning. · The text awaits review.'
