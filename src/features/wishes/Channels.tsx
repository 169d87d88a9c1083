import { t } from '#web/language.ts'

export const CHANNELS = ['phone', 'email', 'meeting', 'letter', 'web', 'other'] as const
type Channel = (typeof CHANNELS)[number]

export const rememberedChannel = (): Channel => {
  const last = localStorage.getItem('seloste.channel') as Channel
  return CHANNELS.includes(last) ? last : 'phone'
}

/** How it was said. */
export function Channels({ channel, choose }: { channel: Channel; choose: (channel: Channel) => void }) {
  return (
    <fieldset className="segments">
      <legend>{t('object.channel')}</legend>
      {CHANNELS.map((one) => (
        <label key={one}>
          <input type="radio" name="channel" checked={channel === one} onChange={() => choose(one)} />
          <span>{t(`channel.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
